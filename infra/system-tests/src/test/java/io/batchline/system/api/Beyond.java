package io.batchline.system.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A request with one value just beyond one limit of the document.
///
/// @param query with its question mark; empty for none
/// @param body null for none
/// @param field as the answer is to name it
record Beyond(
        String method,
        String path,
        String query,
        @Nullable JsonNode body,
        String field,
        String limit) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String UNKNOWN = "no-such-word";

    /// One for each limit of an operation's query and of its body's fields.
    static List<Beyond> of(String method, String path, JsonNode operation) {
        var all = new ArrayList<Beyond>();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                String name = parameter.path("name").asText();
                values(parameter.path("schema"))
                        .forEach(value ->
                                all.add(
                                        new Beyond(
                                                method,
                                                path,
                                                "?%s=%s".formatted(name, encoded(value.value)),
                                                null,
                                                name,
                                                value.limit)));
            }
        }
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        for (var field : schema.path("properties").properties()) {
            String name = field.getKey();
            values(field.getValue())
                    .forEach(value ->
                            all.add(
                                    new Beyond(
                                            method,
                                            path,
                                            "",
                                            NODES.objectNode().set(name, value.value),
                                            name + value.within,
                                            value.limit)));
        }
        return all;
    }

    /// @param within where in the field it is wrong; empty for the field itself
    private record Value(JsonNode value, String within, String limit) {
        static Value of(JsonNode value, String limit) {
            return new Value(value, "", limit);
        }
    }

    private static Stream<Value> values(JsonNode schema) {
        var all = new ArrayList<Value>();
        if (schema.has("minimum")) {
            all.add(Value.of(NODES.numberNode(schema.path("minimum").asLong() - 1), "minimum"));
        }
        if (schema.has("maximum")) {
            all.add(Value.of(NODES.numberNode(schema.path("maximum").asLong() + 1), "maximum"));
        }
        if (schema.path("minLength").asInt() == 1) {
            all.add(Value.of(NODES.textNode(""), "minLength"));
        }
        if (schema.has("maxLength")) {
            int longest = schema.path("maxLength").asInt();
            all.add(Value.of(NODES.textNode("a".repeat(longest + 1)), "maxLength"));
        }
        if (schema.has("enum")) {
            all.add(Value.of(NODES.textNode(UNKNOWN), "enum"));
        }
        if (schema.has("pattern")) {
            all.add(Value.of(NODES.textNode("\u00e4 !"), "pattern"));
        }
        if (schema.path("format").asText().equals("date-time")) {
            all.add(Value.of(NODES.textNode("noon"), "format"));
        }
        if (schema.path("minItems").asInt() == 1) {
            all.add(Value.of(NODES.arrayNode(), "minItems"));
        }
        if (schema.has("maxItems")) {
            all.add(Value.of(tooMany(schema), "maxItems"));
        }
        schema.path("anyOf").forEach(each -> all.addAll(values(each).toList()));
        all.addAll(ofElements(schema).toList());
        return all.stream();
    }

    private static ArrayNode tooMany(JsonNode schema) {
        ArrayNode many = NODES.arrayNode();
        boolean texts = schema.at("/items/type").asText().equals("string");
        for (int i = 0; i <= schema.path("maxItems").asInt(); i++) {
            many.add(texts ? NODES.textNode("x" + i) : NODES.objectNode());
        }
        return many;
    }

    /// Limits of the fields of a list's objects, and the words of a list of words.
    private static Stream<Value> ofElements(JsonNode schema) {
        JsonNode items = schema.path("items");
        if (items.has("enum")) {
            return Stream.of(Value.of(NODES.textNode(UNKNOWN), "enum"));
        }
        return items.path("properties").properties().stream()
                .flatMap(field ->
                        values(field.getValue())
                                .map(value -> {
                                    ObjectNode element = NODES.objectNode();
                                    element.set(field.getKey(), value.value);
                                    return new Value(
                                            NODES.arrayNode().add(element),
                                            "[0].%s%s".formatted(field.getKey(), value.within),
                                            value.limit);
                                }));
    }

    private static String encoded(JsonNode value) {
        return URLEncoder.encode(value.asText(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "%s %s: %s beyond its %s".formatted(method, path, field, limit);
    }
}
