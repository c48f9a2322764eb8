package io.batchline.contract.item;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A field of a result row that a person should look at, with the evidence.
///
/// @param field its name in the row's template
/// @param value what it was read as
/// @param confidence how sure that is, 0 to 1
/// @param reason a stable id, for example `faint_mark`
/// @param choices what may be marked in it, in the order in which marked values are joined
/// @param crop the attachment that shows it; null where there is none
public record DoubtfulField(
        String field,
        String value,
        double confidence,
        String reason,
        List<Choice> choices,
        @Nullable String crop) {
    public DoubtfulField {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(reason, "reason");
        choices = List.copyOf(choices);
    }

    /// One of the things that may be marked.
    ///
    /// @param fill how much of it is covered, 0 to 1
    /// @param marked whether it was taken for marked
    public record Choice(String value, double fill, boolean marked) {}

    /// Whether the field can read as this: the values of some of its choices, in their order and
    /// none twice, or nothing.
    public boolean mayRead(String text) {
        return ends(text)[text.length()];
    }

    /// For each length whether that much of the text is joined from the choices looked at so far.
    private boolean[] ends(String text) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (Choice choice : choices) {
            String value = choice.value();
            // From the back, so that no choice is taken twice.
            for (int from = text.length() - value.length(); from >= 0; from--) {
                reached[from + value.length()] |= reached[from] && text.startsWith(value, from);
            }
        }
        return reached;
    }
}
