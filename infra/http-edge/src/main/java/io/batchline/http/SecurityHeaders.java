package io.batchline.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/// What every answer tells browsers to be strict about. A handler may replace any of them.
final class SecurityHeaders {
    private static final String OWN_CONTENT_ONLY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                    + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
                    + "frame-ancestors 'none'";
    private static final String NO_DEVICES =
            "camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), "
                    + "midi=(), payment=(), display-capture=()";

    /// Of this host only: what else lives under its name is not ours to speak for.
    private static final String TLS_FOR_A_YEAR = "max-age=31536000";

    /// For every answer, also of requests that reach no handler.
    static final Map<String, String> ALWAYS = always();

    void addTo(JavalinConfig config) {
        config.routes.before(SecurityHeaders::set);
    }

    private static Map<String, String> always() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Content-Security-Policy", OWN_CONTENT_ONLY);
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", NO_DEVICES);
        return Map.copyOf(headers);
    }

    private static void set(Context ctx) {
        ALWAYS.forEach(ctx::header);
        if (Transport.of(ctx).isTls()) {
            ctx.header("Strict-Transport-Security", TLS_FOR_A_YEAR);
        }
        if (ctx.path().startsWith("/api/")) {
            ctx.header("Cache-Control", "no-store");
        }
    }
}
