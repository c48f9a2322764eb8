package io.batchline.workload.sheets.score;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Points as the format writes them: a number, or a string such as `3`, `-0.5` or `-2/3`.
final class Points {
    static final String RULE = "must be a number, or a string such as 3, -0.5 or -2/3";

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern FRACTION = Pattern.compile("([+-]?\\d{1,15})/(\\d{1,15})");

    private Points() {}

    static OptionalDouble parse(JsonNode node) {
        if (node.isNumber()) {
            return OptionalDouble.of(node.doubleValue());
        }
        return node.isTextual() ? parse(node.textValue()) : OptionalDouble.empty();
    }

    static OptionalDouble parse(String text) {
        String trimmed = text.strip();
        if (DECIMAL.matcher(trimmed).matches()) {
            double points = Double.parseDouble(trimmed);
            return Double.isFinite(points) ? OptionalDouble.of(points) : OptionalDouble.empty();
        }
        Matcher fraction = FRACTION.matcher(trimmed);
        if (!fraction.matches() || Long.parseLong(fraction.group(2)) == 0) {
            return OptionalDouble.empty();
        }
        // Both are below 2^53, so one division rounds the exact fraction once.
        return OptionalDouble.of(
                (double) Long.parseLong(fraction.group(1)) / Long.parseLong(fraction.group(2)));
    }
}
