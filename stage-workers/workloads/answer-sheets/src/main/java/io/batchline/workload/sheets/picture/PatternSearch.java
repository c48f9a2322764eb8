package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.picture.Pattern.Laid;
import java.util.Arrays;

/// Finds where in a picture a pattern correlates best, exactly, without computing the correlation
/// everywhere.
///
/// The picture is laid out in cells. At each position the correlation is at most what the means of
/// picture and pattern per cell give, plus the product of what both leave out (Cauchy and Schwarz).
/// Where that stays under the best found so far the position is done.
public final class PatternSearch {
    private static final double ROUNDING = 1e-4;
    private static final int ROWS_AT_ONCE = 8;

    private final GrayPicture picture;
    private final int cell;
    private final int columns;
    private final int rows;
    private final float[] means;

    /// Sums, and sums of squares, of all pixels above and to the left.
    private final int[] sums;

    private final long[] squares;

    /// The same of each cell's squared deviations from its mean.
    private final double[] deviations;

    public PatternSearch(GrayPicture picture, int cell) {
        this.picture = picture;
        this.cell = cell;
        this.columns = (picture.width() + cell - 1) / cell;
        this.rows = (picture.height() + cell - 1) / cell;
        this.means = new float[columns * rows];
        this.deviations = new double[(columns + 1) * (rows + 1)];
        int stride = picture.width() + 1;
        this.sums = new int[stride * (picture.height() + 1)];
        this.squares = new long[sums.length];
        addUp(stride);
        layOut();
    }

    /// The best place, of equals the first row by row.
    ///
    /// @param score the correlation, from -1 to 1
    public record Match(int x, int y, float score) {}

    /// A part of the picture.
    public record Area(int left, int top, int right, int bottom) {
        boolean holds(Pattern pattern) {
            return right - left >= pattern.width() && bottom - top >= pattern.height();
        }
    }

    public Area everywhere() {
        return new Area(0, 0, picture.width(), picture.height());
    }

    /// The best match that lies in the area and scores at least this; where none does, the area's
    /// first place with a score below every other.
    public Match best(Pattern pattern, Area area, float atLeast) {
        Match none = new Match(area.left(), area.top(), Float.NEGATIVE_INFINITY);
        if (!area.holds(pattern)) {
            return none;
        }
        if (pattern.isFlat()) {
            return new Match(area.left(), area.top(), 1);
        }
        return new Run(pattern, area, new Match(none.x(), none.y(), atLeast)).best(none);
    }

    /// A good match, found by looking at few places; a start for [#best], which then rules out
    /// more.
    public Match promising(Pattern pattern, Area area) {
        Match none = new Match(area.left(), area.top(), Float.NEGATIVE_INFINITY);
        if (!area.holds(pattern) || pattern.isFlat()) {
            return none;
        }
        return new Run(pattern, area, none).promising();
    }

    private void addUp(int stride) {
        byte[] pixels = picture.pixels();
        for (int y = 0; y < picture.height(); y++) {
            int sum = 0;
            long square = 0;
            int at = (y + 1) * stride + 1;
            for (int x = 0; x < picture.width(); x++, at++) {
                int grey = pixels[y * picture.width() + x] & 0xFF;
                sum += grey;
                square += (long) grey * grey;
                sums[at] = sums[at - stride] + sum;
                squares[at] = squares[at - stride] + square;
            }
        }
    }

    private void layOut() {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double sum = 0;
                double square = 0;
                // A cell over the edge goes on with the edge's pixels; the pattern is never there.
                for (int y = row * cell; y < (row + 1) * cell; y++) {
                    for (int x = column * cell; x < (column + 1) * cell; x++) {
                        int grey =
                                picture.at(
                                        Math.min(x, picture.width() - 1),
                                        Math.min(y, picture.height() - 1));
                        sum += grey;
                        square += grey * grey;
                    }
                }
                int count = cell * cell;
                means[row * columns + column] = (float) (sum / count);
                int at = (row + 1) * (columns + 1) + column + 1;
                deviations[at] =
                        square
                                - sum * sum / count
                                + deviations[at - 1]
                                + deviations[at - columns - 1]
                                - deviations[at - columns - 2];
            }
        }
    }

    /// One pattern's search through one area.
    private final class Run {
        private final Pattern pattern;
        private final Area area;
        private final int count;
        private final float[] spreads;
        private final int spreadsAcross;
        private final int lastX;
        private final int lastY;
        private Match best;
        private boolean found;

        Run(Pattern pattern, Area area, Match start) {
            this.pattern = pattern;
            this.area = area;
            this.count = pattern.width() * pattern.height();
            this.lastX = area.right() - pattern.width();
            this.lastY = area.bottom() - pattern.height();
            this.spreadsAcross = lastX - area.left() + 1;
            this.spreads = new float[spreadsAcross * (lastY - area.top() + 1)];
            this.best = start;
            measureSpreads();
        }

        /// The squared deviations from its mean of the window at each position.
        private void measureSpreads() {
            int stride = picture.width() + 1;
            float share = 1f / count;
            for (int y = area.top(); y <= lastY; y++) {
                int above = y * stride + area.left();
                int below = above + pattern.height() * stride;
                int to = (y - area.top()) * spreadsAcross;
                int wide = pattern.width();
                for (int i = 0; i < spreadsAcross; i++) {
                    float sum =
                            sums[below + wide + i]
                                    - sums[below + i]
                                    - sums[above + wide + i]
                                    + sums[above + i];
                    float square =
                            squares[below + wide + i]
                                    - squares[below + i]
                                    - squares[above + wide + i]
                                    + squares[above + i];
                    spreads[to + i] = square - sum * sum * share;
                }
            }
        }

        Match best(Match none) {
            for (int below = 0; below < cell; below++) {
                for (int right = 0; right < cell; right++) {
                    search(right, below, false);
                }
            }
            return found ? best : none;
        }

        Match promising() {
            search(0, 0, true);
            Match coarse = best;
            best = new Match(coarse.x(), coarse.y(), Float.NEGATIVE_INFINITY);
            for (int y = Math.max(area.top(), coarse.y() - cell);
                    y <= Math.min(lastY, coarse.y() + cell);
                    y++) {
                for (int x = Math.max(area.left(), coarse.x() - cell);
                        x <= Math.min(lastX, coarse.x() + cell);
                        x++) {
                    consider(x, y);
                }
            }
            return best;
        }

        /// Looks at every position whose first pixel lies at this place of a cell.
        private void search(int right, int below, boolean byMeansOnly) {
            Laid laid = pattern.laid(right, below);
            int firstColumn = (area.left() - right + cell - 1) / cell;
            int lastColumn = Math.floorDiv(lastX - right, cell);
            int firstRow = (area.top() - below + cell - 1) / cell;
            int lastRow = Math.floorDiv(lastY - below, cell);
            float[] products = new float[ROWS_AT_ONCE * columns];
            for (int row = firstRow; row <= lastRow; row += ROWS_AT_ONCE) {
                int until = Math.min(row + ROWS_AT_ONCE - 1, lastRow);
                int length = (until - row) * columns + lastColumn - firstColumn + 1;
                if (lastColumn < firstColumn) {
                    return;
                }
                multiply(laid, row * columns + firstColumn, length, products);
                for (int r = row; r <= until; r++) {
                    for (int c = firstColumn; c <= lastColumn; c++) {
                        float product = products[(r - row) * columns + c - firstColumn];
                        if (byMeansOnly) {
                            weigh(c * cell + right, r * cell + below, product);
                        } else {
                            bound(c, r, c * cell + right, r * cell + below, product, laid);
                        }
                    }
                }
            }
        }

        private void multiply(Laid laid, int from, int length, float[] products) {
            Arrays.fill(products, 0, length, 0);
            for (int row = 0; row < laid.rows(); row++) {
                for (int column = 0; column < laid.columns(); column++) {
                    addProducts(
                            from + row * columns + column, length, laid.sum(column, row), products);
                }
            }
        }

        private void addProducts(int from, int length, float weight, float[] products) {
            for (int i = 0; i < length; i++) {
                products[i] += weight * means[from + i];
            }
        }

        private float spread(int x, int y) {
            return spreads[(y - area.top()) * spreadsAcross + x - area.left()];
        }

        private void weigh(int x, int y, float product) {
            float spread = spread(x, y);
            if (product > 0 && spread > count) {
                float score = (float) (product / (Math.sqrt(spread) * pattern.norm()));
                if (score > best.score()) {
                    best = new Match(x, y, score);
                }
            }
        }

        private void bound(int column, int row, int x, int y, float product, Laid laid) {
            double leftOut =
                    deviations[(row + laid.rows()) * (columns + 1) + column + laid.columns()]
                            - deviations[row * (columns + 1) + column + laid.columns()]
                            - deviations[(row + laid.rows()) * (columns + 1) + column]
                            + deviations[row * (columns + 1) + column];
            double most = product + Math.sqrt(Math.max(0, leftOut)) * laid.residue();
            double needed = (best.score() - ROUNDING) * pattern.norm();
            if (needed <= 0 || (most > 0 && most * most >= needed * needed * spread(x, y))) {
                consider(x, y);
            }
        }

        private void consider(int x, int y) {
            float score = score(x, y);
            boolean earlier = y < best.y() || (y == best.y() && x < best.x());
            if (score > best.score() || (score == best.score() && (!found || earlier))) {
                best = new Match(x, y, score);
                found = true;
            }
        }

        /// The correlation itself, with the guards against rounding of the usual implementation.
        private float score(int x, int y) {
            int stride = picture.width() + 1;
            int above = y * stride + x;
            int below = above + pattern.height() * stride;
            double sum =
                    sums[below + pattern.width()]
                            - sums[below]
                            - sums[above + pattern.width()]
                            + sums[above];
            double square =
                    squares[below + pattern.width()]
                            - squares[below]
                            - squares[above + pattern.width()]
                            + squares[above];
            double spread = Math.max(0, square - sum * sum / count);
            if (spread <= Math.min(0.5, 10 * Math.ulp(1f) * square)) {
                return 0;
            }
            double joint = products(x, y) - sum * pattern.mean();
            double whole = Math.sqrt(spread) * pattern.norm();
            if (Math.abs(joint) < whole) {
                return (float) (joint / whole);
            }
            return Math.abs(joint) < whole * 1.125 ? (float) Math.signum(joint) : 0;
        }

        private long products(int x, int y) {
            byte[] here = picture.pixels();
            byte[] there = pattern.picture().pixels();
            int wide = pattern.width();
            long sum = 0;
            for (int row = 0; row < pattern.height(); row++) {
                int from = (y + row) * picture.width() + x;
                int to = row * wide;
                int line = 0;
                for (int i = 0; i < wide; i++) {
                    line += (here[from + i] & 0xFF) * (there[to + i] & 0xFF);
                }
                sum += line;
            }
            return sum;
        }
    }
}
