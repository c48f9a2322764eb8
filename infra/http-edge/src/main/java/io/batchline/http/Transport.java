package io.batchline.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a request came to us.
///
/// @param scheme of the connection itself
/// @param forwardedProto `X-Forwarded-Proto` of a proxy before us
/// @param forwarded whether a proxy says that it stands before us
/// @param host `Host` as the client wrote it
public record Transport(
        String scheme, @Nullable String forwardedProto, boolean forwarded, @Nullable String host) {
    private static final String TLS = "https";
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    public static Transport of(Context ctx) {
        return new Transport(
                ctx.scheme(),
                ctx.header("X-Forwarded-Proto"),
                ctx.header("X-Forwarded-For") != null || ctx.header("Forwarded") != null,
                ctx.header("Host"));
    }

    /// Whether the client sees TLS, also when a proxy ends it. Whoever lies about it gets stricter
    /// answers only.
    public boolean isTls() {
        return TLS.equals(scheme) || TLS.equalsIgnoreCase(forwardedProto);
    }

    /// Whether a browser that sits on this machine asked for this machine: the one place where a
    /// cookie may travel without TLS.
    public boolean isLoopback() {
        return !forwarded
                && forwardedProto == null
                && host != null
                && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
