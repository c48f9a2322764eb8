package io.batchline.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of a query and says what is wrong with one.
public final class Query {
    private static final int USUAL_LIMIT = 50;

    /// The most rows that a page has.
    public static final int MOST = 500;

    private Query() {}

    /// How many rows a page has.
    public static int limit(Context ctx) {
        String text = ctx.queryParam("limit");
        if (text == null) {
            return USUAL_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw badLimit(text);
        }
        throw badLimit(text);
    }

    private static Problem badLimit(String text) {
        return Problem.invalid("limit", "'%s': it takes 1 to %d".formatted(text, MOST));
    }

    public static @Nullable Instant instant(Context ctx, String name) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalid(
                    name, "'%s' is not a time like 2026-01-31T08:00:00Z".formatted(text));
        }
    }

    /// The values of a parameter that takes one or several of these words, divided by commas; empty
    /// when the request does not bring it.
    public static <T> Set<T> oneOf(
            Context ctx, String name, List<T> allowed, Function<T, String> wireId) {
        String text = ctx.queryParam(name);
        if (text == null || text.isBlank()) {
            return Set.of();
        }
        var found = new LinkedHashSet<T>();
        for (String word : text.split(",", -1)) {
            found.add(
                    allowed.stream()
                            .filter(value -> wireId.apply(value).equals(word.strip()))
                            .findFirst()
                            .orElseThrow(() -> notOneOf(name, word, allowed, wireId)));
        }
        return found;
    }

    private static <T> Problem notOneOf(
            String name, String word, List<T> allowed, Function<T, String> wireId) {
        String words = allowed.stream().map(wireId).collect(Collectors.joining(", "));
        return Problem.invalid(name, "'%s': it takes %s".formatted(word, words));
    }
}
