package io.batchline.projector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;
import java.util.regex.Pattern;

/// Text as the database takes it: PostgreSQL has no character 0, neither in text nor in jsonb.
final class Text {
    private static final String REPLACEMENT = "\uFFFD";

    /// The escape of character 0, not preceded by a backslash that is itself escaped.
    private static final Pattern ESCAPED_ZERO =
            Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final JsonMapper mapper = Json.mapper();

    String plain(String text) {
        return text.replace("\0", REPLACEMENT);
    }

    String json(JsonNode node) {
        try {
            String json = mapper.writeValueAsString(node);
            return json.contains("\\u0000")
                    ? ESCAPED_ZERO.matcher(json).replaceAll("$1" + REPLACEMENT)
                    : json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read can't be written", e);
        }
    }

    String json(Object value) {
        return json(mapper.<JsonNode>valueToTree(value));
    }
}
