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
        String json = json(ctx, value);
        if (!isKnown(ctx, "\"%s\"".formatted(hash(json)))) {
            ctx.contentType("application/json").result(json);
        }
    }

    /// The same for a value in which a clock runs: 304 where the client has one that differs from
    /// it by the time that has passed, and so a weak tag (RFC 9110, 8.8.1).
    ///
    /// @param stopped the value at a time that changes only with what it tells
    static void answerRunning(Context ctx, Object value, Object stopped) {
        if (!isKnown(ctx, "W/\"%s\"".formatted(hash(json(ctx, stopped))))) {
            ctx.contentType("application/json").result(json(ctx, value));
        }
    }

    private static boolean isKnown(Context ctx, String tag) {
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache");
        boolean known = matches(ctx.header("If-None-Match"), tag);
        if (known) {
            ctx.status(NOT_MODIFIED);
        }
        return known;
    }

    private static String json(Context ctx, Object value) {
        return ctx.jsonMapper().toJsonString(value, value.getClass());
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
                        .anyMatch(each -> each.equals("*") || strong(each).equals(strong(tag)));
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
