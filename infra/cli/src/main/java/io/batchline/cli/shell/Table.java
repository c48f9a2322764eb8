package io.batchline.cli.shell;

import io.batchline.cli.display.SafeText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Rows under their headings, each column as wide as its widest cell. The last one is never padded.
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /// A row; what terminals would take for a command is made harmless.
    public void add(String... cells) {
        rows.add(Stream.of(cells).map(SafeText::of).toList());
    }

    public void print(PrintStream out) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int at = 0; at < columns; at++) {
                widths[at] = Math.max(widths[at], SafeText.width(row.get(at)));
            }
        }
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < row.size(); at++) {
            String cell = row.get(at);
            line.append(cell);
            if (at < row.size() - 1) {
                line.append(" ".repeat(widths[at] - SafeText.width(cell))).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
