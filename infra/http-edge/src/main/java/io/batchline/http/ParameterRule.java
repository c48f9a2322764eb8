package io.batchline.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a parameter of the query may be: the same words that the document of the API has of it, as
/// a check. Pure.
final class ParameterRule {
    private static final String SEVERAL = ",";

    /// The database has no text with it.
    private static final char NO_TEXT = 0;

    /// RFC 3339 has years of four digits.
    private static final int LAST_YEAR = 9999;

    private final String name;
    private final JsonNode schema;

    ParameterRule(Operation.Parameter parameter) {
        this.name = parameter.name();
        this.schema = parameter.shape().schema();
    }

    /// What is wrong with each of these that was given; empty when nothing is.
    static List<FieldError> faults(
            List<ParameterRule> rules, Function<String, @Nullable String> given) {
        var found = new ArrayList<FieldError>();
        for (ParameterRule rule : rules) {
            String text = given.apply(rule.name);
            if (text != null) {
                rule.fault(text).ifPresent(what -> found.add(new FieldError(rule.name, what)));
            }
        }
        return found;
    }

    Optional<String> fault(String text) {
        return fault(schema, text);
    }

    private static Optional<String> fault(JsonNode schema, String text) {
        return switch (schema.path("type").asText()) {
            case "array" -> ofSeveral(schema.path("items"), text);
            case "integer" -> ofInteger(schema, text);
            case "string" -> ofText(schema, text);
            default -> Optional.empty();
        };
    }

    /// Nothing at all is none of them.
    private static Optional<String> ofSeveral(JsonNode each, String text) {
        return text.isBlank()
                ? Optional.empty()
                : Arrays.stream(text.split(SEVERAL, -1))
                        .map(one -> fault(each, one.strip()))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Optional<String> ofInteger(JsonNode schema, String text) {
        long least = schema.path("minimum").asLong(Long.MIN_VALUE);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return Optional.empty();
            }
        } catch (NumberFormatException _) {
            // Said below, as of any other value that it does not take.
        }
        return Optional.of("'%s': it takes %d to %d".formatted(text, least, most));
    }

    private static Optional<String> ofText(JsonNode schema, String text) {
        if (text.indexOf(NO_TEXT) >= 0) {
            return Optional.of("has the character U+0000");
        }
        if (schema.has("enum")) {
            return words(schema).anyMatch(text::equals)
                    ? Optional.empty()
                    : Optional.of(
                            "'%s': it takes %s"
                                    .formatted(text, String.join(", ", words(schema).toList())));
        }
        if (schema.path("format").asText().equals("date-time")) {
            return isTime(text)
                    ? Optional.empty()
                    : Optional.of("'%s' is not a time like 2026-01-31T08:00:00Z".formatted(text));
        }
        if (schema.has("pattern")) {
            String form = schema.path("pattern").asText();
            return Pattern.compile(form).matcher(text).find()
                    ? Optional.empty()
                    : Optional.of("'%s' does not have the form %s".formatted(text, form));
        }
        int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        int shortest = schema.path("minLength").asInt(0);
        return text.length() >= shortest && text.length() <= longest
                ? Optional.empty()
                : Optional.of(
                        "has %d characters: it takes %d to %d"
                                .formatted(text.length(), shortest, longest));
    }

    private static Stream<String> words(JsonNode schema) {
        return schema.path("enum").valueStream().map(JsonNode::asText);
    }

    private static boolean isTime(String text) {
        try {
            int year = OffsetDateTime.parse(text).getYear();
            return year >= 0 && year <= LAST_YEAR;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
