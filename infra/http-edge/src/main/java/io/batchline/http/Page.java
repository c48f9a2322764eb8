package io.batchline.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list.
///
/// @param nextCursor where the next one begins; null for the last
public record Page<T>(List<T> rows, @Nullable String nextCursor) {
    /// @param found what was read of the list: one row more than the page has, where there is one
    /// @param limit how many rows the page has at most
    /// @param place of the last row, as the next page reads it from its cursor
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> place) {
        return found.size() > limit
                ? new Page<>(
                        List.copyOf(found.subList(0, limit)),
                        Cursor.of(place.apply(found.get(limit - 1))))
                : new Page<>(List.copyOf(found), null);
    }
}
