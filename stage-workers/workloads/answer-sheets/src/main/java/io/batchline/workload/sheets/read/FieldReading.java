package io.batchline.workload.sheets.read;

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
