package io.batchline.workload.sheets.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one field of a sheet reads as, and on what evidence.
///
/// @param field the template's label
/// @param value what it reads as: the marked values in the template's order, or its empty value
/// @param confidence how sure that is, 0 to 1
/// @param doubt why a person should look at it; empty where it is sure enough
/// @param choices the field's bubbles in the template's order
public record FieldReading(
        String field,
        String value,
        double confidence,
        Optional<Doubt> doubt,
        List<Choice> choices) {
    public FieldReading {
        choices = List.copyOf(choices);
    }

    /// The same with what a person decided in place of what was read; the doubt stays.
    ///
    /// @param text the values of the choices that count, joined in their order; `""` for no mark
    /// @param emptyValue what the field reads as without a mark
    public FieldReading decided(String text, String emptyValue) {
        List<Choice> counting = joinedTo(text, 0).orElse(List.of());
        List<Choice> next = new ArrayList<>();
        for (Choice choice : choices) {
            next.add(
                    new Choice(
                            choice.value(),
                            choice.fill(),
                            counting.contains(choice),
                            choice.box()));
        }
        return new FieldReading(field, text.isEmpty() ? emptyValue : text, 1, doubt, next);
    }

    /// Choices from the one at `from` on whose values make the text; empty where none do.
    private Optional<List<Choice>> joinedTo(String text, int from) {
        if (text.isEmpty()) {
            return Optional.of(List.of());
        }
        for (int at = from; at < choices.size(); at++) {
            Choice choice = choices.get(at);
            if (!choice.value().isEmpty() && text.startsWith(choice.value())) {
                Optional<List<Choice>> rest =
                        joinedTo(text.substring(choice.value().length()), at + 1);
                if (rest.isPresent()) {
                    List<Choice> all = new ArrayList<>(List.of(choice));
                    all.addAll(rest.get());
                    return Optional.of(all);
                }
            }
        }
        return Optional.empty();
    }

    public boolean isMultiMarked() {
        int marks = 0;
        for (Choice choice : choices) {
            marks += choice.marked() ? 1 : 0;
        }
        return marks > 1;
    }

    /// One bubble.
    ///
    /// @param value what a mark in it means
    /// @param fill how much of it is covered, 0 (as printed) to 1 (filled)
    /// @param marked whether it was taken for marked
    /// @param box where it is, in the template's units
    public record Choice(String value, double fill, boolean marked, Box box) {}

    /// Left and top edge, width and height in the template's units.
    public record Box(int x, int y, int width, int height) {}
}
