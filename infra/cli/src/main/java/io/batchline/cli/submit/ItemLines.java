package io.batchline.cli.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/// A list of items as text: a URL in each line, or a JSON object, a row of a table. Empty lines and
/// those that begin with `#` say nothing.
final class ItemLines {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ItemLines() {}

    /// @param where for the message
    /// @throws IllegalArgumentException when there is none, or a line can't be read
    static List<JsonNode> parse(String where, String text) {
        List<JsonNode> items = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).replace(BYTE_ORDER_MARK, "").strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                items.add(line.startsWith("{") ? row(where, at + 1, line) : new TextNode(line));
            }
        }
        if (items.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s has no items in it: it takes a URL or a JSON object in each line"
                            .formatted(where));
        }
        return items;
    }

    private static JsonNode row(String where, int number, String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s, line %d begins like a JSON object and is none: %s"
                            .formatted(where, number, e.getOriginalMessage()),
                    e);
        }
    }
}
