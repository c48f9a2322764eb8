package io.batchline.system.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Bodies for an operation: as described, nearly so, and not at all. By one thread.
final class OddBodies {
    private static final String JSON = "application/json";
    private static final List<String> OTHER_TYPES =
            List.of(
                    "",
                    "text/plain",
                    "application/xml",
                    "application/json;charset=utf-16",
                    "application/json; charset=no-such",
                    "multipart/form-data",
                    "multipart/form-data; boundary=x",
                    "application/octet-stream",
                    "image/svg+xml",
                    "application/x-www-form-urlencoded",
                    "a",
                    "/",
                    "application/json, application/json");

    /// Ways to spoil a body, the likelier the oftener.
    private static final List<Integer> SHAPES =
            List.of(1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    /// Halves of pairs can only be written as escapes.
    private final JsonMapper escaping =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final OddValues values;

    OddBodies(OddValues values) {
        this.values = values;
    }

    /// A body and what it says of its type; empty for nothing.
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Body(String contentType, byte[] bytes) {
        static final Body NONE = new Body("", new byte[0]);
    }

    Body of(JsonNode operation) {
        JsonNode content = operation.path("requestBody").path("content");
        if (content.isEmpty()) {
            return values.oneIn(8) ? new Body(JSON, utf8(text(values.any()))) : Body.NONE;
        }
        Map.Entry<String, JsonNode> form = values.oneOf(new ArrayList<>(content.properties()));
        String type =
                values.oneIn(8)
                        ? values.oneOf(OTHER_TYPES)
                        : form.getKey().replace("*", values.oneIn(2) ? "png" : "x-odd");
        JsonNode schema = form.getValue().path("schema");
        return switch (form.getKey()) {
            case JSON -> new Body(type, json(schema));
            case "application/x-www-form-urlencoded" -> new Body(type, form(schema));
            default -> new Body(type, file());
        };
    }

    private byte[] json(JsonNode schema) {
        JsonNode value = values.fitting(schema);
        return switch (values.oneIn(2) ? 0 : values.oneOf(SHAPES)) {
            case 1 -> utf8(text(with(value, values.any())));
            case 2 -> utf8(text(without(value)));
            case 3 -> utf8(text(values.any()));
            case 4 -> cut(utf8(text(value)));
            case 5 -> utf8(values.nested());
            case 6 -> values.bytes(300);
            case 7 -> new byte[0];
            case 8 -> utf8("{\"name\": \"a\", \"name\": \"b\"}");
            case 9 -> utf8("{\"name\": \"%s\"}".formatted("a".repeat(3_000_000)));
            case 10 -> text(value).getBytes(StandardCharsets.UTF_16);
            case 11 -> utf8(text(value) + text(value));
            default -> utf8(text(value));
        };
    }

    private byte[] form(JsonNode schema) {
        JsonNode value = values.fitting(schema);
        return utf8(
                value.properties().stream()
                        .map(each ->
                                each.getKey()
                                        + "="
                                        + (values.oneIn(6)
                                                ? "%zz"
                                                : URLEncoder.encode(
                                                        each.getValue().asText(),
                                                        StandardCharsets.UTF_8)))
                        .collect(Collectors.joining("&")));
    }

    private byte[] file() {
        byte[] bytes = values.bytes(3_000);
        if (bytes.length > 4 && values.oneIn(2)) {
            System.arraycopy(utf8("PK\3\4"), 0, bytes, 0, 4);
        }
        return bytes;
    }

    /// One field more or another.
    private JsonNode with(JsonNode value, JsonNode odd) {
        if (value instanceof ObjectNode object) {
            List<String> names =
                    new ArrayList<>(object.properties().stream().map(Map.Entry::getKey).toList());
            names.add("no_such_field");
            object.set(values.oneOf(names), odd);
        }
        return value;
    }

    private JsonNode without(JsonNode value) {
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            object.remove(
                    values.oneOf(object.properties().stream().map(Map.Entry::getKey).toList()));
        }
        return value;
    }

    private String text(JsonNode value) {
        try {
            return escaping.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static byte[] cut(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
