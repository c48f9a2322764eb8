package io.batchline.samples.sheets;

/// One thing that a hand left in a bubble.
///
/// @param field the template's label
/// @param choice which of the field's bubbles, from 0
record Mark(String field, int choice, Kind kind) {
    /// What it is.
    enum Kind {
        FILLED,
        HATCHED,
        HALF,
        LIGHT,
        TICK,
        CROSS,
        RUBBED_OUT,
        PALE,
        DOT
    }
}
