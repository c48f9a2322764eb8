package io.batchline.workload.sheets.score;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// Reads one question's answer: a string, a list of strings, or a list of pairs of string and
/// points.
final class Answers {
    static final String RULE =
            "must be a string, a list of at least two strings, or a list of [answer, points]";

    private Answers() {}

    static Optional<Answer> parse(JsonNode node) {
        if (isAnswer(node)) {
            return Optional.of(new Answer.One(node.textValue()));
        }
        if (!node.isArray() || node.isEmpty()) {
            return Optional.empty();
        }
        return node.get(0).isTextual() ? anyOf(node) : weighted(node);
    }

    private static Optional<Answer> anyOf(JsonNode list) {
        List<String> right = new ArrayList<>();
        for (JsonNode element : list) {
            if (!isAnswer(element)) {
                return Optional.empty();
            }
            right.add(element.textValue());
        }
        return right.size() < 2 ? Optional.empty() : Optional.of(new Answer.AnyOf(right));
    }

    private static Optional<Answer> weighted(JsonNode list) {
        SequencedMap<String, Double> points = new LinkedHashMap<>();
        for (JsonNode pair : list) {
            if (!pair.isArray() || pair.size() != 2 || !isAnswer(pair.get(0))) {
                return Optional.empty();
            }
            OptionalDouble worth = Points.parse(pair.get(1));
            if (worth.isEmpty()) {
                return Optional.empty();
            }
            points.put(pair.get(0).textValue(), worth.getAsDouble());
        }
        return Optional.of(new Answer.Weighted(points));
    }

    private static boolean isAnswer(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty();
    }
}
