package io.batchline.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

/// What every answer tells browsers to be strict about. A handler may replace any of them.
final class SecurityHeaders {
    private static final String OWN_CONTENT_ONLY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                    + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
                    + "frame-ancestors 'none'";

    void addTo(JavalinConfig config) {
        config.routes.before(SecurityHeaders::set);
    }

    private static void set(Context ctx) {
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Content-Security-Policy", OWN_CONTENT_ONLY);
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        if (ctx.path().startsWith("/api/")) {
            ctx.header("Cache-Control", "no-store");
        }
    }
}
