package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.Point;
import java.util.HashSet;
import java.util.Set;

/// A block of bubbles with equal steps.
///
/// @param lattice where the middles of its cells are
/// @param columns 1 or more
/// @param rows 1 or more
/// @param width of a bubble, in pixels
/// @param height of a bubble, in pixels
/// @param unseen the cells where no outline was found, counted row by row from 0
record BubbleGrid(
        Lattice lattice, int columns, int rows, double width, double height, Set<Integer> unseen) {
    BubbleGrid {
        unseen = Set.copyOf(unseen);
    }

    int cells() {
        return columns * rows;
    }

    int longer() {
        return Math.max(columns, rows);
    }

    int shorter() {
        return Math.min(columns, rows);
    }

    /// Whether it is a single row or column.
    boolean isLine() {
        return columns == 1 || rows == 1;
    }

    int missing() {
        return unseen.size();
    }

    boolean isSeen(int column, int row) {
        return !unseen.contains(row * columns + column);
    }

    double left() {
        return lattice.x0() - width / 2;
    }

    double top() {
        return lattice.y0() - height / 2;
    }

    double right() {
        Point last = lattice.at(columns - 1, rows - 1);
        return last.x() + width / 2;
    }

    double bottom() {
        Point last = lattice.at(columns - 1, rows - 1);
        return last.y() + height / 2;
    }

    /// Whether a spot's middle lies within it.
    boolean holds(Spot spot) {
        return spot.centerX() > left()
                && spot.centerX() < right()
                && spot.centerY() > top()
                && spot.centerY() < bottom();
    }

    /// The part from a column and a row on.
    BubbleGrid part(int column, int row, int partColumns, int partRows) {
        Set<Integer> unseenThere = new HashSet<>();
        for (int r = 0; r < partRows; r++) {
            for (int c = 0; c < partColumns; c++) {
                if (!isSeen(column + c, row + r)) {
                    unseenThere.add(r * partColumns + c);
                }
            }
        }
        Point first = lattice.at(column, row);
        return new BubbleGrid(
                new Lattice(
                        first.x(),
                        lattice.xColumn(),
                        lattice.xRow(),
                        first.y(),
                        lattice.yColumn(),
                        lattice.yRow()),
                partColumns,
                partRows,
                width,
                height,
                unseenThere);
    }
}
