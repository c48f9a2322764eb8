package io.batchline.workload.sheets.draft;

import java.util.ArrayList;
import java.util.List;

/// Takes a grid whose columns or rows are not all of one length apart into full rectangles.
final class Rectangles {
    private Rectangles() {}

    /// @param there per row and column whether a bubble is there; what lies between two that are
    ///   counts as there
    static List<BubbleGrid> of(BubbleGrid grid, boolean[][] there) {
        List<BubbleGrid> byColumns = byColumns(grid, there);
        List<BubbleGrid> byRows = byRows(grid, there);
        return byColumns.size() <= byRows.size() ? byColumns : byRows;
    }

    /// From the first to the last bubble of a line.
    private record Span(int first, int last) {}

    private static List<BubbleGrid> byColumns(BubbleGrid grid, boolean[][] there) {
        List<Span> spans = new ArrayList<>();
        for (int column = 0; column < grid.columns(); column++) {
            int first = Integer.MAX_VALUE;
            int last = -1;
            for (int row = 0; row < grid.rows(); row++) {
                if (there[row][column]) {
                    first = Math.min(first, row);
                    last = row;
                }
            }
            spans.add(new Span(first, last));
        }
        List<BubbleGrid> parts = new ArrayList<>();
        for (int from = 0, to; from < spans.size(); from = to) {
            to = sameUntil(spans, from);
            Span span = spans.get(from);
            if (span.last() >= 0) {
                parts.add(grid.part(from, span.first(), to - from, span.last() - span.first() + 1));
            }
        }
        return parts;
    }

    private static List<BubbleGrid> byRows(BubbleGrid grid, boolean[][] there) {
        List<Span> spans = new ArrayList<>();
        for (boolean[] row : there) {
            int first = Integer.MAX_VALUE;
            int last = -1;
            for (int column = 0; column < row.length; column++) {
                if (row[column]) {
                    first = Math.min(first, column);
                    last = column;
                }
            }
            spans.add(new Span(first, last));
        }
        List<BubbleGrid> parts = new ArrayList<>();
        for (int from = 0, to; from < spans.size(); from = to) {
            to = sameUntil(spans, from);
            Span span = spans.get(from);
            if (span.last() >= 0) {
                parts.add(grid.part(span.first(), from, span.last() - span.first() + 1, to - from));
            }
        }
        return parts;
    }

    private static int sameUntil(List<Span> spans, int from) {
        int to = from + 1;
        while (to < spans.size() && spans.get(to).equals(spans.get(from))) {
            to++;
        }
        return to;
    }
}
