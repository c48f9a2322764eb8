package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.draft.Neighbours.Cell;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the grids of bubbles in a picture.
final class GridSearch {
    /// At least this share of a grid's bubbles was seen as such; marks hide some. Little grids are
    /// found in any text, so they are asked for more.
    private static final double SEEN = 0.6;

    private static final double SEEN_IN_LITTLE = 0.8;
    private static final int LITTLE = 20;

    /// How much the bubbles of a page differ in size.
    private static final double ONE_SIZE = 0.15;

    private static final int LEAST_CELLS = 3;

    private GridSearch() {}

    /// @param loose outlines as large as the grids' bubbles that lie in none
    record Grids(List<BubbleGrid> grids, List<Spot> loose) {
        Grids {
            grids = List.copyOf(grids);
            loose = List.copyOf(loose);
        }

        /// Those that do not lie in a code, which is made of closed outlines too.
        Grids outside(CodePlace code) {
            return new Grids(
                    grids.stream().filter(grid -> !code.meets(grid)).toList(),
                    loose.stream().filter(spot -> !code.holds(spot)).toList());
        }
    }

    static Grids of(GrayPicture evened) {
        List<List<Spot>> families = BubbleSearch.families(evened);
        List<BubbleGrid> grids = grids(families, evened);
        List<Spot> loose =
                families.stream()
                        .flatMap(List::stream)
                        .filter(spot -> grids.stream().anyMatch(grid -> isOneSize(spot, grid)))
                        .filter(spot -> grids.stream().noneMatch(grid -> grid.holds(spot)))
                        .toList();
        return new Grids(grids, loose);
    }

    private static List<BubbleGrid> grids(List<List<Spot>> families, GrayPicture evened) {
        List<BubbleGrid> found = new ArrayList<>();
        for (List<Spot> family : families) {
            double width = median(family.stream().mapToDouble(Spot::width).toArray());
            double height = median(family.stream().mapToDouble(Spot::height).toArray());
            Joining joining = new Joining(width, height);
            for (List<Cell> cells : joining.joined(Neighbours.grids(family))) {
                if (cells.size() < LEAST_CELLS) {
                    continue;
                }
                BubbleGrid grid = fitted(cells, width, height);
                Rectangles.of(grid, inked(grid, evened)).stream()
                        .filter(GridSearch::isBlock)
                        .filter(GridSearch::isSeen)
                        .forEach(found::add);
            }
        }
        return withoutLinesOfText(withoutOverlaps(found));
    }

    /// Larger both ways than a field has choices, it is a pattern.
    private static boolean isBlock(BubbleGrid grid) {
        return grid.cells() >= LEAST_CELLS && grid.shorter() <= LetterMatch.MOST;
    }

    private static boolean isSeen(BubbleGrid grid) {
        double share = grid.cells() < LITTLE ? SEEN_IN_LITTLE : SEEN;
        return grid.cells() - grid.missing() >= share * grid.cells();
    }

    /// Where there are blocks of several rows and columns, a single row or column counts only if
    /// its bubbles are as large as theirs: else it is made of letters.
    private static List<BubbleGrid> withoutLinesOfText(List<BubbleGrid> grids) {
        List<BubbleGrid> blocks = grids.stream().filter(grid -> !grid.isLine()).toList();
        return grids.stream()
                .filter(grid ->
                        blocks.isEmpty()
                                || !grid.isLine()
                                || blocks.stream().anyMatch(block -> isOneSize(grid, block)))
                .toList();
    }

    private static boolean isOneSize(BubbleGrid a, BubbleGrid b) {
        return isOneSize(a.width(), a.height(), b);
    }

    private static boolean isOneSize(Spot spot, BubbleGrid grid) {
        return isOneSize(spot.width(), spot.height(), grid);
    }

    private static boolean isOneSize(double width, double height, BubbleGrid grid) {
        return Math.abs(width - grid.width()) <= 1 + ONE_SIZE * grid.width()
                && Math.abs(height - grid.height()) <= 1 + ONE_SIZE * grid.height();
    }

    private static BubbleGrid fitted(List<Cell> cells, double width, double height) {
        Lattice lattice = Lattice.of(cells);
        List<Cell> fitting =
                cells.stream().filter(cell -> lattice.isNear(cell, width, height)).toList();
        List<Cell> kept = fitting.size() < LEAST_CELLS ? cells : fitting;
        Lattice refined = Lattice.of(kept);
        int columns = kept.stream().mapToInt(Cell::column).max().orElseThrow() + 1;
        int rows = kept.stream().mapToInt(Cell::row).max().orElseThrow() + 1;
        Set<Integer> unseen = new HashSet<>();
        for (int at = 0; at < columns * rows; at++) {
            unseen.add(at);
        }
        kept.forEach(cell -> unseen.remove(cell.row() * columns + cell.column()));
        double wide = median(kept.stream().mapToDouble(cell -> cell.spot().width()).toArray());
        double high = median(kept.stream().mapToDouble(cell -> cell.spot().height()).toArray());
        return new BubbleGrid(refined, columns, rows, wide, high, unseen);
    }

    /// Where no bubble was seen and yet something is printed or drawn: a mark hides it.
    private static boolean[][] inked(BubbleGrid grid, GrayPicture evened) {
        boolean[][] inked = new boolean[grid.rows()][grid.columns()];
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                Point at = grid.lattice().at(column, row);
                inked[row][column] =
                        grid.isSeen(column, row)
                                || Ink.share(evened, at, grid.width(), grid.height())
                                        >= Ink.OF_A_BUBBLE;
            }
        }
        return inked;
    }

    private static List<BubbleGrid> withoutOverlaps(List<BubbleGrid> grids) {
        List<BubbleGrid> kept = new ArrayList<>();
        grids.stream()
                .sorted(
                        Comparator.comparingDouble((BubbleGrid grid) ->
                                        grid.cells() * grid.width() * grid.height())
                                .reversed())
                .filter(grid -> kept.stream().noneMatch(other -> overlap(grid, other)))
                .forEach(kept::add);
        return kept;
    }

    private static boolean overlap(BubbleGrid a, BubbleGrid b) {
        return a.left() < b.right()
                && b.left() < a.right()
                && a.top() < b.bottom()
                && b.top() < a.bottom();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
