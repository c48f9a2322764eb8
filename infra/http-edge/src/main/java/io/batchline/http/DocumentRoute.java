package io.batchline.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// `/openapi.json`: the document of the whole API, also where one service answers only a part of
/// it. It is kept as a file; a test holds it against the routes.
final class DocumentRoute {
    private static final String FILE = "/openapi.json";

    private final byte[] document = read();

    void addTo(Api api) {
        api.add(
                Operation.get(
                                FILE,
                                "getApiDocument",
                                Permission.NONE,
                                "This document (OpenAPI 3.1)")
                        .answers(200, Shape.openObject(), "the document"),
                ctx -> ctx.contentType(Operation.Content.JSON).result(document));
    }

    private static byte[] read() {
        try (InputStream file = DocumentRoute.class.getResourceAsStream(FILE)) {
            return Objects.requireNonNull(file, FILE).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the document of the API can't be read", e);
        }
    }
}
