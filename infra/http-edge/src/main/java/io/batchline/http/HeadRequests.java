package io.batchline.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.router.ParsedEndpoint;
import java.util.List;

/// HEAD for every GET route, by its own handler: without it Javalin answers 200 to any HEAD of a
/// known path, token or not. A stream has no end to wait for, so its HEAD is refused.
final class HeadRequests {
    private static final String STREAM = "/stream";

    private HeadRequests() {}

    /// Call it when all routes are there.
    static void addTo(JavalinConfig config) {
        List<ParsedEndpoint> all = config.unsafe.internalRouter.allHttpHandlers();
        for (ParsedEndpoint parsed : List.copyOf(all)) {
            var endpoint = parsed.endpoint;
            if (endpoint.method.equals(HandlerType.GET)) {
                config.routes.head(
                        endpoint.path,
                        endpoint.path.endsWith(STREAM)
                                ? ctx -> {
                                    throw Problem.of(
                                                    ProblemType.METHOD_NOT_ALLOWED,
                                                    "a stream takes GET only")
                                            .withHeader("Allow", "GET");
                                }
                                : endpoint.handler);
            }
        }
    }
}
