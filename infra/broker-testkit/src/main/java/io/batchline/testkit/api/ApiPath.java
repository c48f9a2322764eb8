package io.batchline.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A path of the document, with its operations.
///
/// @param places how many of its segments are parameters
record ApiPath(Pattern pattern, int places, JsonNode item) {
    private static final Pattern PLACE = Pattern.compile("\\{[^}]+}");

    static List<ApiPath> all(JsonNode paths) {
        return paths.properties().stream()
                .map(each -> of(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt(ApiPath::places))
                .toList();
    }

    private static ApiPath of(String template, JsonNode item) {
        // With a limit below 0 an empty last piece is kept: the path ends in a parameter then.
        String pattern =
                Arrays.stream(PLACE.split(template, -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^/]+"));
        return new ApiPath(
                Pattern.compile(pattern), (int) PLACE.matcher(template).results().count(), item);
    }

    /// The most literal one with the method comes first, as requests are routed; where none has it,
    /// the most literal. A slash at the end makes it another path.
    static Optional<ApiPath> find(List<ApiPath> paths, String method, String path) {
        List<ApiPath> found =
                paths.stream().filter(each -> each.pattern.matcher(path).matches()).toList();
        return found.stream()
                .filter(each -> !each.operation(method).isMissingNode())
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    /// A HEAD is a GET without its body.
    JsonNode operation(String method) {
        return item.path(method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT));
    }

    List<JsonNode> operations() {
        return item.properties().stream().map(Map.Entry::getValue).toList();
    }
}
