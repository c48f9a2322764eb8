package io.batchline.gateway.page;

import io.batchline.http.Api;
import io.batchline.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/// The page, the client library that it follows batches by, and the libraries that it is built on:
/// files of the jars, for everyone.
public final class Dashboard implements Routes {
    private static final String PAGE = "/dashboard";

    @Override
    public void addTo(Api api) {
        api.files("/", PAGE, Map.of(PagePolicy.HEADER, PagePolicy.of(text(PAGE + "/index.html"))));
        api.files("/client");
        api.files("/lib", "/lib", Map.of());
    }

    private static String text(String path) {
        try (InputStream file = Dashboard.class.getResourceAsStream(path)) {
            return new String(
                    Objects.requireNonNull(file, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " can't be read", e);
        }
    }
}
