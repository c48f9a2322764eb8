package io.batchline.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/// Where the next page of a list begins, as text that clients hand back and do not look into.
public final class Cursor {
    private static final String NAME = "cursor";
    private static final char NO_TEXT = 0;

    private Cursor() {}

    public static String of(String place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /// The place that the request's cursor stands for; empty when it brings none.
    ///
    /// @param read throws a RuntimeException at what is no place
    /// @throws Problem 422 when the cursor is not one of ours
    public static <T> Optional<T> read(Context ctx, Function<String, T> read) {
        String cursor = ctx.queryParam(NAME);
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            String place =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (place.indexOf(NO_TEXT) >= 0) {
                throw new IllegalArgumentException("no place holds U+0000, nor does the database");
            }
            return Optional.of(read.apply(place));
        } catch (RuntimeException e) {
            // Whatever is wrong with it, it is the client's word against ours.
            throw Problem.invalid(NAME, "'%s' is not a next_cursor of this list".formatted(cursor));
        }
    }
}
