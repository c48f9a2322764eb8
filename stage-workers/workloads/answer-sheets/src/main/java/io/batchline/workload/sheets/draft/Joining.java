package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.draft.Neighbours.Cell;
import io.batchline.workload.sheets.picture.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Joins the pieces of a grid that marks have cut apart: a piece belongs to another where it lies
/// on its steps and next to it.
final class Joining {
    /// What is smaller only fills gaps: letters lie beside a grid too.
    private static final int A_PIECE = 3;

    private final double width;
    private final double height;

    Joining(double width, double height) {
        this.width = width;
        this.height = height;
    }

    List<List<Cell>> joined(List<List<Cell>> pieces) {
        List<List<Cell>> left =
                new ArrayList<>(
                        pieces.stream()
                                .sorted(
                                        Comparator.comparingInt((List<Cell> piece) -> piece.size())
                                                .reversed())
                                .toList());
        List<List<Cell>> whole = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Cell> grid = left.removeFirst();
            boolean grown = true;
            while (grown) {
                grown = false;
                for (int i = 0; i < left.size(); i++) {
                    Optional<List<Cell>> more = join(grid, left.get(i));
                    if (more.isPresent()) {
                        grid = more.get();
                        left.remove(i);
                        i--;
                        grown = true;
                    }
                }
            }
            whole.add(grid);
        }
        return whole;
    }

    private Optional<List<Cell>> join(List<Cell> grid, List<Cell> piece) {
        Lattice lattice = Lattice.of(grid);
        if (!lattice.isPlane()) {
            return Optional.empty();
        }
        List<Cell> placed = new ArrayList<>();
        for (Cell cell : piece) {
            Point at = lattice.cell(new Point(cell.spot().centerX(), cell.spot().centerY()));
            Cell moved = new Cell(cell.spot(), (int) Math.rint(at.x()), (int) Math.rint(at.y()));
            boolean taken =
                    grid.stream()
                            .anyMatch(other ->
                                    other.column() == moved.column() && other.row() == moved.row());
            if (taken || !lattice.isNear(moved, width, height)) {
                return Optional.empty();
            }
            placed.add(moved);
        }
        if (!isBeside(grid, placed)) {
            return Optional.empty();
        }
        placed.addAll(grid);
        return Optional.of(fromZero(placed));
    }

    private record Span(int left, int top, int right, int bottom) {
        static Span of(List<Cell> cells) {
            return new Span(
                    cells.stream().mapToInt(Cell::column).min().orElseThrow(),
                    cells.stream().mapToInt(Cell::row).min().orElseThrow(),
                    cells.stream().mapToInt(Cell::column).max().orElseThrow(),
                    cells.stream().mapToInt(Cell::row).max().orElseThrow());
        }

        boolean holds(Span other) {
            return left <= other.left
                    && top <= other.top
                    && right >= other.right
                    && bottom >= other.bottom;
        }
    }

    /// Whether no row and no column lies between the two, other than those that they share.
    private static boolean isBeside(List<Cell> grid, List<Cell> piece) {
        Span whole = Span.of(grid);
        Span part = Span.of(piece);
        if (whole.holds(part)) {
            return true;
        }
        int columns = apart(whole.left(), whole.right(), part.left(), part.right());
        int rows = apart(whole.top(), whole.bottom(), part.top(), part.bottom());
        return piece.size() >= A_PIECE && columns + rows <= 1;
    }

    /// Steps between two ranges: 0 where they overlap, 1 where they touch.
    private static int apart(int first, int last, int otherFirst, int otherLast) {
        return Math.max(0, Math.max(otherFirst - last, first - otherLast));
    }

    private static List<Cell> fromZero(List<Cell> cells) {
        Span span = Span.of(cells);
        return cells.stream()
                .map(cell ->
                        new Cell(cell.spot(), cell.column() - span.left(), cell.row() - span.top()))
                .toList();
    }
}
