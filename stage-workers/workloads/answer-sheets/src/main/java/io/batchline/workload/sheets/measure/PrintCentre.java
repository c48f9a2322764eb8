package io.batchline.workload.sheets.measure;

/// Finds the centre of what is printed in bubbles from a mean of their patches: outlines look the
/// same turned by half a turn about it.
final class PrintCentre {
    /// How far from the middle of the grid the centre is looked for, in half points.
    private static final int REACH = 8;

    private static final int COARSE = 2;

    /// How much of the print's variance may be left over by the turn.
    private static final double LEFT_OVER = 0.45;

    /// The middle of the grid holds unless another centre is this much better.
    private static final double BETTER = 0.85;

    /// Left over where the centre is right already: what letters leave.
    private static final double GOOD = 0.12;

    /// Print of less variance is specks, which look like anything.
    private static final double FAINTEST = 40;

    /// Outlines lie within so many points of their centre.
    private static final double OUTLINE = 0.75 * PatchGrid.SIDE / 2;

    private static final int[] NO_PRINT = new int[PatchGrid.AREA];

    private final double[] mean;

    private PrintCentre(double[] mean) {
        this.mean = mean;
    }

    /// @param column in points of the grid right of its middle
    record Shift(double column, double row) {
        static final Shift NONE = new Shift(0, 0);

        Shift and(Shift further) {
            return new Shift(column + further.column, row + further.row);
        }
    }

    /// @param mean depths of a patch, averaged over bubbles that are not marked
    static Shift of(double[] mean) {
        return new PrintCentre(withoutLines(mean)).find();
    }

    /// The frame around a block is no part of its bubbles.
    private static double[] withoutLines(double[] mean) {
        byte[] depths = new byte[mean.length];
        for (int at = 0; at < mean.length; at++) {
            depths[at] = (byte) (mean[at] + 0.5);
        }
        if (!ThroughLines.remove(depths, NO_PRINT)) {
            return mean;
        }
        double[] without = new double[mean.length];
        for (int at = 0; at < mean.length; at++) {
            without[at] = depths[at] & 0xFF;
        }
        return without;
    }

    private Shift find() {
        double here = rest(0, 0);
        if (Double.isNaN(here) || here < GOOD) {
            return Shift.NONE;
        }
        int bestX = 0;
        int bestY = 0;
        double best = here;
        for (int y = -REACH; y <= REACH; y += COARSE) {
            for (int x = -REACH; x <= REACH; x += COARSE) {
                double rest = rest(x, y);
                if (rest < best) {
                    best = rest;
                    bestX = x;
                    bestY = y;
                }
            }
        }
        int coarseX = bestX;
        int coarseY = bestY;
        for (int y = coarseY - 1; y <= coarseY + 1; y++) {
            for (int x = coarseX - 1; x <= coarseX + 1; x++) {
                double rest = rest(x, y);
                if (rest < best) {
                    best = rest;
                    bestX = x;
                    bestY = y;
                }
            }
        }
        return best < LEFT_OVER && best < BETTER * here && contrast(bestX, bestY) > contrast(0, 0)
                ? new Shift(bestX / 2.0, bestY / 2.0)
                : Shift.NONE;
    }

    /// How much darker it is within an outline about a centre than beyond: half way between bubbles
    /// print looks the same turned, too, and there it is lighter within.
    private double contrast(int x, int y) {
        double middleX = (PatchGrid.SIDE - 1 + x) / 2.0;
        double middleY = (PatchGrid.SIDE - 1 + y) / 2.0;
        double within = 0;
        double beyond = 0;
        int inside = 0;
        for (int row = 0; row < PatchGrid.SIDE; row++) {
            for (int column = 0; column < PatchGrid.SIDE; column++) {
                double dx = column - middleX;
                double dy = row - middleY;
                double depth = mean[row * PatchGrid.SIDE + column];
                if (dx * dx + dy * dy < OUTLINE * OUTLINE) {
                    within += depth;
                    inside++;
                } else {
                    beyond += depth;
                }
            }
        }
        return within / inside - beyond / (PatchGrid.AREA - inside);
    }

    /// What is left of the variance when the patch is laid over itself, turned by half a turn about
    /// a centre; not a number where there is nothing printed to see.
    ///
    /// @param x the centre, in half points right of the grid's middle
    private double rest(int x, int y) {
        int side = PatchGrid.SIDE;
        int sumX = side - 1 + x;
        int sumY = side - 1 + y;
        int fromX = Math.max(0, sumX - side + 1);
        int toX = Math.min(side - 1, sumX);
        int fromY = Math.max(0, sumY - side + 1);
        int toY = Math.min(side - 1, sumY);
        double sum = 0;
        double squares = 0;
        double apart = 0;
        int count = 0;
        for (int row = fromY; row <= toY; row++) {
            int turned = (sumY - row) * side + sumX;
            for (int column = fromX; column <= toX; column++) {
                double one = mean[row * side + column];
                double other = mean[turned - column];
                sum += one;
                squares += one * one;
                apart += (one - other) * (one - other);
                count++;
            }
        }
        double variance = squares / count - sum / count * (sum / count);
        return variance < FAINTEST ? Double.NaN : apart / count / 2 / variance;
    }
}
