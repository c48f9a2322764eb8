package io.batchline.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What follows the `?` of an address.
public record Query(Map<String, String> values) {
    public static final Query NONE = new Query(Map.of());

    /// One more; nothing for null.
    public Query with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, String.valueOf(value));
        return new Query(more);
    }

    /// With its `?`, or empty.
    String text() {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&", values.isEmpty() ? "" : "?", ""));
    }

    /// Fit for a query, a form or a segment of a path.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
