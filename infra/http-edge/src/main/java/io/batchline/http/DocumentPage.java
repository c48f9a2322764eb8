package io.batchline.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// `/docs`: the document of the API to be read and tried, by Swagger UI. All of it comes from the
/// jars of this service and runs under the same strict policy as every other page. Whoever is
/// logged in on the dashboard is so here too; others give a token.
final class DocumentPage {
    private static final String OWN = "/docs/";
    private static final String LIBRARY = "/META-INF/resources/webjars/swagger-ui/";
    private static final String LIBRARY_FACTS =
            "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String HTML = "text/html";
    private static final String SCRIPT = "text/javascript";
    private static final String STYLE = "text/css";
    private static final String UTF_8 = ";charset=utf-8";

    /// A new version of the service is seen after an hour.
    private static final String KEPT_FOR_AN_HOUR = "public, max-age=3600";

    private final String library = LIBRARY + version() + "/";
    private final Map<String, Resource> files =
            Map.of(
                    "docs.js", new Resource(OWN + "docs.js", SCRIPT),
                    "docs.css", new Resource(OWN + "docs.css", STYLE),
                    "swagger-ui-bundle.js", new Resource(library + "swagger-ui-bundle.js", SCRIPT),
                    "swagger-ui.css", new Resource(library + "swagger-ui.css", STYLE));

    private record Resource(String path, String mediaType) {}

    void addTo(Api api) {
        api.add(
                Operation.get(
                                "/docs",
                                "getApiPage",
                                Permission.NONE,
                                "A page to read this document and to try it")
                        .answers(200, Operation.Content.plain(HTML), "the page"),
                ctx -> answer(ctx, new Resource(OWN + "index.html", HTML), "no-cache"));
        api.add(
                Operation.get(
                                "/docs/{file}",
                                "getApiPageFile",
                                Permission.NONE,
                                "A file that the page needs")
                        .answers(200, Operation.Content.plain("text/*"), "the file"),
                this::file);
    }

    private void file(Context ctx) {
        Resource found = files.get(ctx.pathParam("file"));
        if (found == null) {
            throw Problem.notFound("there is nothing at " + ctx.path());
        }
        answer(ctx, found, KEPT_FOR_AN_HOUR);
    }

    private static void answer(Context ctx, Resource resource, String kept) {
        ctx.contentType(resource.mediaType() + UTF_8)
                .header("Cache-Control", kept)
                .result(read(resource.path()));
    }

    /// WebJars have their version in their paths.
    private static String version() {
        var facts = new Properties();
        try (InputStream file = DocumentPage.class.getResourceAsStream(LIBRARY_FACTS)) {
            facts.load(Objects.requireNonNull(file, LIBRARY_FACTS));
            return Objects.requireNonNull(facts.getProperty("version"), LIBRARY_FACTS);
        } catch (IOException e) {
            throw new UncheckedIOException(LIBRARY_FACTS + " can't be read", e);
        }
    }

    private static byte[] read(String path) {
        try (InputStream file = DocumentPage.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(file, path).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " can't be read", e);
        }
    }
}
