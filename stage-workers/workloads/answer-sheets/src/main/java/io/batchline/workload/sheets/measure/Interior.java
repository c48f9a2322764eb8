package io.batchline.workload.sheets.measure;

/// The points of a grid inside the ellipse that fits the bubble's box, and where in it they lie:
/// figured out once for a template, since each of a sheet's bubbles is gone over by them.
final class Interior {
    private final int[] points;
    private final double[] x;
    private final double[] y;

    Interior(PatchGrid grid) {
        points = grid.interior();
        x = new double[points.length];
        y = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            x[i] = PatchGrid.offset(points[i] % PatchGrid.SIDE) * grid.reachX() / grid.halfX();
            y[i] = PatchGrid.offset(points[i] / PatchGrid.SIDE) * grid.reachY() / grid.halfY();
        }
    }

    int size() {
        return points.length;
    }

    /// Places in a patch, row after row; not to be changed.
    int[] points() {
        return points;
    }

    /// How far right of the bubble's centre a point is, -1 to 1.
    double x(int point) {
        return x[point];
    }

    double y(int point) {
        return y[point];
    }

    /// Sum of a patch's bytes at the points.
    int sum(byte[] patch) {
        int sum = 0;
        for (int at : points) {
            sum += patch[at] & 0xFF;
        }
        return sum;
    }

    /// Adds the square of each point's byte to the sum of that point.
    void addSquares(byte[] patch, long[] sums) {
        for (int i = 0; i < points.length; i++) {
            long value = patch[points[i]] & 0xFF;
            sums[i] += value * value;
        }
    }
}
