package io.batchline.gateway.rest;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Whether a client has the newest already (RFC 9110, 13.1.2).
final class Etags {
    private static final int NOT_MODIFIED = 304;
    private static final int BYTES = 16;

    private Etags() {}

    /// Answers the value as JSON, or 304 where the client has the very same.
    static void answer(Context ctx, Object value) {
        String json = ctx.jsonMapper().toJsonString(value, value.getClass());
        String tag = "\"%s\"".formatted(hash(json));
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache");
        if (matches(ctx.header("If-None-Match"), tag)) {
            ctx.status(NOT_MODIFIED);
        } else {
            ctx.contentType("application/json").result(json);
        }
    }

    private static String hash(String json) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static boolean matches(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .map(each -> each.startsWith("W/") ? each.substring(2) : each)
                        .anyMatch(each -> each.equals("*") || each.equals(tag));
    }
}
