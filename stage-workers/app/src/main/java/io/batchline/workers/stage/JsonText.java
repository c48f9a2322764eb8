package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/// JSON as the database takes it: jsonb has no character 0.
final class JsonText {
    /// The escape of character 0, not preceded by a backslash that is itself escaped.
    private static final Pattern ESCAPED_ZERO =
            Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private JsonText() {}

    static String withoutZeros(JsonNode node) {
        String json = node.toString();
        return json.contains("\\u0000") ? ESCAPED_ZERO.matcher(json).replaceAll("$1\uFFFD") : json;
    }
}
