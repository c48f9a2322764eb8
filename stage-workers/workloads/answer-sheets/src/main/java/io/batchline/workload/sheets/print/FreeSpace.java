package io.batchline.workload.sheets.print;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Finds room on a page between what is printed there.
final class FreeSpace {
    private static final int CELLS = 160;

    private final Area page;
    private final double cell;
    private final int columns;
    private final int rows;
    private final boolean[] taken;

    private FreeSpace(Area page, List<Area> occupied) {
        this.page = page;
        this.cell = Math.max(page.width(), page.height()) / CELLS;
        this.columns = (int) (page.width() / cell);
        this.rows = (int) (page.height() / cell);
        this.taken = new boolean[columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Area here = area(column, row, column + 1, row + 1);
                taken[row * columns + column] = occupied.stream().anyMatch(here::meets);
            }
        }
    }

    /// The empty rectangle that holds most of something of the wanted size; of several alike the
    /// uppermost, then the one with most room.
    ///
    /// @return empty where nothing at all is free
    static Optional<Area> on(Area page, List<Area> occupied, double width, double height) {
        return new FreeSpace(page, occupied).best(width, height);
    }

    private Optional<Area> best(double width, double height) {
        Comparator<Area> order =
                Comparator.comparingDouble(
                                (Area area) -> -Math.round(scale(area, width, height) * 20))
                        .thenComparingDouble(Area::top)
                        .thenComparingDouble(area -> -area.width() * area.height());
        Area best = null;
        int[] heights = new int[columns + 1];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                heights[column] = taken[row * columns + column] ? 0 : heights[column] + 1;
            }
            for (Area area : endingAt(row, heights)) {
                if (best == null || order.compare(area, best) < 0) {
                    best = area;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static double scale(Area area, double width, double height) {
        return Math.min(1, Math.min(area.width() / width, area.height() / height));
    }

    /// The rectangles with this row as their last that can be made no wider and no higher.
    private List<Area> endingAt(int row, int[] heights) {
        record Step(int from, int height) {}
        Deque<Step> open = new ArrayDeque<>();
        List<Area> found = new ArrayList<>();
        for (int column = 0; column <= columns; column++) {
            int height = heights[column];
            int from = column;
            while (!open.isEmpty() && open.peek().height() > height) {
                Step step = open.pop();
                from = step.from();
                found.add(area(step.from(), row + 1 - step.height(), column, row + 1));
            }
            if (height > 0 && (open.isEmpty() || open.peek().height() < height)) {
                open.push(new Step(from, height));
            }
        }
        return found;
    }

    private Area area(int left, int top, int right, int bottom) {
        return new Area(
                page.left() + left * cell,
                page.top() + top * cell,
                page.left() + right * cell,
                page.top() + bottom * cell);
    }
}
