package io.batchline.workload.sheets.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads a list as Python writes it, such as `['A', ['B', 2]]`: lists and tuples of strings in
/// either quotes, and of numbers.
final class ListLiteral {
    private static final int DEEPEST = 4;

    private final String text;
    private int at;

    private ListLiteral(String text) {
        this.text = text;
    }

    static Optional<JsonNode> parse(String text) {
        ListLiteral literal = new ListLiteral(text);
        try {
            JsonNode value = literal.value(0);
            literal.skipBlanks();
            return literal.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (Malformed _) {
            return Optional.empty();
        }
    }

    private JsonNode value(int depth) throws Malformed {
        skipBlanks();
        return switch (peek()) {
            case '[' -> list(']', depth);
            case '(' -> list(')', depth);
            case '\'', '"' -> JsonNodeFactory.instance.textNode(string());
            default -> number();
        };
    }

    private ArrayNode list(char end, int depth) throws Malformed {
        if (depth == DEEPEST) {
            throw new Malformed();
        }
        at++;
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        skipBlanks();
        while (peek() != end) {
            list.add(value(depth + 1));
            skipBlanks();
            if (peek() == ',') {
                at++;
                skipBlanks();
            } else if (peek() != end) {
                throw new Malformed();
            }
        }
        at++;
        return list;
    }

    private String string() throws Malformed {
        char quote = peek();
        at++;
        StringBuilder string = new StringBuilder();
        while (peek() != quote) {
            if (peek() == '\\') {
                at++;
            }
            string.append(peek());
            at++;
        }
        at++;
        return string.toString();
    }

    private JsonNode number() throws Malformed {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        OptionalDouble number = Points.parse(text.substring(from, at));
        if (number.isEmpty()) {
            throw new Malformed();
        }
        return JsonNodeFactory.instance.numberNode(number.getAsDouble());
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() throws Malformed {
        if (at >= text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super(null, null, false, false);
        }
    }
}
