package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.draft.Neighbours.Cell;
import io.batchline.workload.sheets.picture.Point;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Equal steps along columns and rows that a grid's bubbles lie on: the middle of a cell is `x0 +
/// column · xColumn + row · xRow`, `y0 + column · yColumn + row · yRow`.
record Lattice(double x0, double xColumn, double xRow, double y0, double yColumn, double yRow) {
    /// Of a bubble's size: farther from its place in the grid it is something else.
    private static final double OFF = 0.35;

    /// The steps that fit best by least squares.
    static Lattice of(List<Cell> cells) {
        double[] x = plane(cells, cell -> cell.spot().centerX());
        double[] y = plane(cells, cell -> cell.spot().centerY());
        return new Lattice(x[0], x[1], x[2], y[0], y[1], y[2]);
    }

    Point at(double column, double row) {
        return new Point(x0 + column * xColumn + row * xRow, y0 + column * yColumn + row * yRow);
    }

    /// Column and row, in fractions, of a point.
    Point cell(Point at) {
        double determinant = xColumn * yRow - xRow * yColumn;
        double x = at.x() - x0;
        double y = at.y() - y0;
        return new Point(
                (x * yRow - y * xRow) / determinant, (y * xColumn - x * yColumn) / determinant);
    }

    /// Whether it has steps both ways.
    boolean isPlane() {
        return Math.abs(xColumn * yRow - xRow * yColumn) > 1;
    }

    /// Whether a bubble lies where its column and row say.
    boolean isNear(Cell cell, double width, double height) {
        Point at = at(cell.column(), cell.row());
        return Math.abs(at.x() - cell.spot().centerX()) <= OFF * width
                && Math.abs(at.y() - cell.spot().centerY()) <= OFF * height;
    }

    /// Radians that its rows rise to the right and its columns lean, both ways of one turn.
    double turn(int columns, int rows) {
        double sum = 0;
        double weight = 0;
        if (columns > 1) {
            sum += (columns - 1) * Math.atan2(yColumn, xColumn);
            weight += columns - 1;
        }
        if (rows > 1) {
            sum += (rows - 1) * Math.atan2(-xRow, yRow);
            weight += rows - 1;
        }
        return weight == 0 ? 0 : sum / weight;
    }

    private static double[] plane(List<Cell> cells, ToDoubleFunction<Cell> value) {
        double n = cells.size();
        double c = cells.stream().mapToDouble(Cell::column).sum() / n;
        double r = cells.stream().mapToDouble(Cell::row).sum() / n;
        double v = cells.stream().mapToDouble(value).sum() / n;
        double cc = 0;
        double cr = 0;
        double rr = 0;
        double cv = 0;
        double rv = 0;
        for (Cell cell : cells) {
            double dc = cell.column() - c;
            double dr = cell.row() - r;
            double dv = value.applyAsDouble(cell) - v;
            cc += dc * dc;
            cr += dc * dr;
            rr += dr * dr;
            cv += dc * dv;
            rv += dr * dv;
        }
        // One row or one column alone says nothing about the steps the other way.
        double byColumn = cc == 0 ? 0 : cv / cc;
        double byRow = rr == 0 ? 0 : rv / rr;
        double determinant = cc * rr - cr * cr;
        if (determinant > 1e-9) {
            byColumn = (cv * rr - rv * cr) / determinant;
            byRow = (rv * cc - cv * cr) / determinant;
        }
        return new double[] {v - byColumn * c - byRow * r, byColumn, byRow};
    }
}
