package io.batchline.workload.sheets.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What the key holds for one question.
sealed interface Answer {

    /// Exactly this is right; several letters mean that all of them must be marked.
    record One(String right) implements Answer {}

    /// Any of these is right.
    record AnyOf(List<String> right) implements Answer {
        public AnyOf {
            right = List.copyOf(right);
        }
    }

    /// Each of these is worth points of its own, whatever the marking scheme says.
    record Weighted(SequencedMap<String, Double> points) implements Answer {
        public Weighted {
            points = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(points));
        }
    }

    /// What an answer that is not blank is worth.
    ///
    /// @param correct what the marking scheme gives for a right answer
    default Worth worth(String marked, double correct) {
        return switch (this) {
            case One one -> one.right().equals(marked) ? new Right(correct) : new Wrong();
            case AnyOf any -> any.right().contains(marked) ? new Right(correct) : new Wrong();
            case Weighted weighted -> {
                Double points = weighted.points().get(marked);
                yield points == null ? new Wrong() : new Right(points);
            }
        };
    }

    /// Whether one of the right answers asks for several marks in one field.
    ///
    /// @param longest as many letters as the column has with one mark in each of its fields
    default boolean asksForSeveralMarks(int longest) {
        return switch (this) {
            case One one -> one.right().length() > longest;
            case AnyOf any -> any.right().stream().anyMatch(right -> right.length() > longest);
            case Weighted weighted ->
                    weighted.points().keySet().stream().anyMatch(right -> right.length() > longest);
        };
    }

    /// The answer as people read it.
    default String text() {
        return switch (this) {
            case One one -> one.right();
            case AnyOf any -> String.join(" | ", any.right());
            case Weighted weighted ->
                    weighted.points().entrySet().stream()
                            .map(Answer::text)
                            .collect(Collectors.joining(" | "));
        };
    }

    private static String text(Map.Entry<String, Double> weighted) {
        return weighted.getKey() + " (" + weighted.getValue() + ")";
    }

    /// Whether an answer is right.
    sealed interface Worth {}

    record Right(double points) implements Worth {}

    record Wrong() implements Worth {}
}
