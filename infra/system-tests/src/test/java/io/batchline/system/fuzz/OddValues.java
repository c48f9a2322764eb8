package io.batchline.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Values that fit a schema, and values that fit none. The same generator in the same state gives
/// the same values. By one thread.
final class OddValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 3_000;

    /// Without it no batch is ever created.
    private static final String INSTALLED = "answer-sheets";

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\u0000",
                    "a\u0000b",
                    "null",
                    "undefined",
                    "-1",
                    "0",
                    "1e999",
                    "NaN",
                    "9".repeat(400),
                    "9223372036854775808",
                    "..",
                    ".",
                    "/",
                    "//",
                    "../../../../etc/passwd",
                    "C:\\",
                    "a;b=c",
                    "a,b",
                    "*",
                    "%",
                    "%00",
                    "%2e%2e%2f",
                    "'; drop table batches; --",
                    "\" or \"1\"=\"1",
                    "<script>alert(1)</script>",
                    "${jndi:ldap://127.0.0.1/x}",
                    "{{7*7}}",
                    "=1+1",
                    "a\r\nSet-Cookie: b=c",
                    "\t\u000b\u001b[31m",
                    "\u202eabc\u2066",
                    "e\u0301".repeat(300),
                    "\ud83d\ude00",
                    "\ud800",
                    "\udc00\ud800",
                    "\ufeff",
                    "\uffff",
                    "\u0130\u0131\u00df",
                    "\ufdfa".repeat(200),
                    "a".repeat(5_000),
                    "2026-13-45T99:99:99Z",
                    "+999999999-12-31T23:59:59.999999999Z",
                    "-999999999-01-01T00:00:00Z",
                    "2026-11-22T08:00:00Z",
                    "http://127.0.0.1:1/",
                    "file:///etc/passwd",
                    "AAAA",
                    "eyJhIjoxfQ",
                    "W10");

    private final RandomGenerator chance;

    OddValues(RandomGenerator chance) {
        this.chance = chance;
    }

    String text() {
        return oneIn(10) ? letters(1 + chance.nextInt(60)) : oneOf(TEXTS);
    }

    /// Any characters of the first plane, halves of pairs among them.
    private String letters(int count) {
        return chance.ints(count, 0, 0x1_0000)
                .mapToObj(each -> String.valueOf((char) each))
                .collect(Collectors.joining());
    }

    /// A value of any type.
    JsonNode any() {
        return switch (chance.nextInt(9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(chance.nextBoolean());
            case 2 -> NODES.numberNode(chance.nextLong());
            case 3 -> NODES.numberNode(BigInteger.TEN.pow(chance.nextInt(1, 900)).negate());
            case 4 -> NODES.numberNode(chance.nextDouble() * Double.MAX_VALUE);
            case 5 -> NODES.arrayNode().add(text()).add(chance.nextInt()).addNull();
            case 6 -> NODES.objectNode().put(text(), text());
            default -> NODES.textNode(text());
        };
    }

    /// So many lists within each other.
    String nested() {
        int deep = chance.nextInt(1, DEEPEST);
        return "[".repeat(deep) + "]".repeat(deep);
    }

    /// A value that this schema describes, as far as its usual keywords say; odd where it says
    /// little.
    JsonNode fitting(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").get(chance.nextInt(schema.path("enum").size()));
        }
        if (schema.has("anyOf")) {
            return fitting(schema.path("anyOf").get(chance.nextInt(schema.path("anyOf").size())));
        }
        return switch (schema.path("type").asText()) {
            case "null" -> NODES.nullNode();
            case "boolean" -> NODES.booleanNode(chance.nextBoolean());
            case "integer" -> NODES.numberNode(whole(schema));
            case "number" -> NODES.numberNode(chance.nextDouble() * 100);
            case "array" -> {
                var list = NODES.arrayNode();
                for (int i = chance.nextInt(4); i > 0; i--) {
                    list.add(fitting(schema.path("items")));
                }
                yield list;
            }
            case "object" -> object(schema);
            case "string" -> NODES.textNode(shortened(text(), schema));
            default -> any();
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties")
                .properties()
                .forEach(each -> {
                    boolean isNeeded = false;
                    for (JsonNode name : schema.path("required")) {
                        isNeeded |= name.asText().equals(each.getKey());
                    }
                    if (isNeeded || chance.nextBoolean()) {
                        object.set(
                                each.getKey(),
                                each.getKey().equals("workload") && !oneIn(8)
                                        ? NODES.textNode(INSTALLED)
                                        : fitting(each.getValue()));
                    }
                });
        if (schema.path("additionalProperties").asBoolean(false) && oneIn(4)) {
            object.set(text(), any());
        }
        return object;
    }

    private long whole(JsonNode schema) {
        long least = schema.path("minimum").asLong(-5);
        long most = schema.path("maximum").asLong(1_000);
        return least < most ? chance.nextLong(least, most) : least;
    }

    private static String shortened(String text, JsonNode schema) {
        int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    boolean oneIn(int times) {
        return chance.nextInt(times) == 0;
    }

    <T> T oneOf(List<T> list) {
        return list.get(chance.nextInt(list.size()));
    }

    byte[] bytes(int most) {
        byte[] bytes = new byte[chance.nextInt(most + 1)];
        chance.nextBytes(bytes);
        return bytes;
    }
}
