package io.batchline.contract.csv;

import java.util.regex.Pattern;

/// A text as a cell of a CSV that a spreadsheet may open. Pure.
public final class SafeCell {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private SafeCell() {}

    /// What a spreadsheet would run as a formula gets a quote before it; a plain number does not.
    public static String of(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return formula && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }
}
