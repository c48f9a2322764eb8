package io.batchline.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

/// Tells browsers which pages of others may call
/// (https://fetch.spec.whatwg.org/#http-cors-protocol). It never says that they may send cookies,
/// so a browser neither sends ours nor shows such a page what came by one.
final class CrossOrigin {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String TAKEN =
            "Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, "
                    + "Tus-Resumable, Upload-Length, Upload-Defer-Length, Upload-Metadata, "
                    + "Upload-Offset, Upload-Checksum, Upload-Concat, X-HTTP-Method-Override";
    private static final String SHOWN =
            "ETag, Location, Retry-After, WWW-Authenticate, Content-Disposition, Tus-Resumable, "
                    + "Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm, "
                    + "Upload-Offset, Upload-Length, Upload-Expires, Upload-Metadata, "
                    + "Upload-Defer-Length, Upload-Concat";
    private static final String SECONDS_KEPT = "600";

    private final AllowedOrigins allowed;

    CrossOrigin(AllowedOrigins allowed) {
        this.allowed = allowed;
    }

    void addTo(JavalinConfig config) {
        if (!allowed.origins().isEmpty()) {
            config.routes.before(this::answer);
        }
    }

    private void answer(Context ctx) {
        ctx.res().addHeader("Vary", "Origin");
        String origin = ctx.header("Origin");
        if (origin == null || !allowed.allows(origin)) {
            return;
        }
        ctx.header("Access-Control-Allow-Origin", origin);
        ctx.header("Access-Control-Expose-Headers", SHOWN);
        if (isPreflight(ctx)) {
            ctx.header("Access-Control-Allow-Methods", METHODS)
                    .header("Access-Control-Allow-Headers", TAKEN)
                    .header("Access-Control-Max-Age", SECONDS_KEPT)
                    .status(204)
                    .skipRemainingHandlers();
        }
    }

    private static boolean isPreflight(Context ctx) {
        return ctx.method().name().equals("OPTIONS")
                && ctx.header("Access-Control-Request-Method") != null;
    }
}
