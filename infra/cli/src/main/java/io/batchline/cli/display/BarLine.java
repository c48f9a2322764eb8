package io.batchline.cli.display;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Draws a row as one line of so many cells: its name, a bar, its percentage, and as much of the
/// rest as there is room for.
public final class BarLine {
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 8;
    private static final int LONGEST_LABEL = 36;

    /// ` 100.0 %`
    private static final int PERCENT = 8;

    private static final String FULL = "█";
    private static final String EMPTY = "░";

    private BarLine() {}

    /// Lines of the same layout, so that bars stand below each other; none wider than the terminal.
    public static List<String> draw(List<Row> rows, int width) {
        int longest = rows.stream().mapToInt(row -> SafeText.width(row.label())).max().orElse(0);
        // The last cell stays free: some terminals begin a new line when it is taken.
        int cells = Math.max(1, width - 1);
        int label = Math.min(Math.min(longest, LONGEST_LABEL), Math.max(6, cells / 4));
        int bar = Math.min(LONGEST_BAR, (cells - label - PERCENT - 2) / 3);
        return rows.stream().map(row -> line(row, label, bar, cells)).toList();
    }

    private static String line(Row row, int labelCells, int barCells, int cells) {
        StringBuilder line = new StringBuilder(padded(row.label(), labelCells));
        if (barCells >= SHORTEST_BAR) {
            line.append(' ').append(bar(row.percent(), barCells));
        }
        line.append(percent(row.percent()));
        int left = cells - SafeText.width(line.toString());
        for (String part : row.parts()) {
            int taken = SafeText.width(part) + 2;
            if (taken > left) {
                if (left > 12) {
                    line.append("  ").append(SafeText.cut(part, left - 2));
                }
                break;
            }
            line.append("  ").append(part);
            left -= taken;
        }
        return SafeText.cut(line.toString(), cells);
    }

    private static String padded(String text, int cells) {
        String cut = SafeText.cut(text, cells);
        return cut + " ".repeat(Math.max(0, cells - SafeText.width(cut)));
    }

    private static String bar(OptionalDouble percent, int cells) {
        int full = (int) Math.round(cells * percent.orElse(0) / 100);
        return FULL.repeat(full) + EMPTY.repeat(cells - full);
    }

    private static String percent(OptionalDouble percent) {
        return percent.isEmpty()
                ? " ".repeat(PERCENT)
                : String.format(Locale.ROOT, " %5.1f %%", percent.getAsDouble());
    }
}
