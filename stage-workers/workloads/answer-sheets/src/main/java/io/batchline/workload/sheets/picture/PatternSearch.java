package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.picture.Pattern.Laid;
import java.util.HashMap;
import java.util.Map;

/// Finds where in a picture a pattern correlates best, exactly, without computing the correlation
/// everywhere.
///
/// The picture is laid out in cells. At each position the correlation is at most what the means of
/// picture and pattern per cell give, plus the product of what both leave out (Cauchy and Schwarz).
/// Where that stays under the best found so far the position is done; else the correlation is
/// computed.
///
/// For one thread at a time.
public final class PatternSearch {
    private final GrayPicture picture;
    private final WindowSums windows;
    private final Map<Integer, Cells> cellsBySide = new HashMap<>();

    public PatternSearch(GrayPicture picture) {
        this.picture = picture;
        this.windows = new WindowSums(picture);
    }

    private Cells cells(int side) {
        return cellsBySide.computeIfAbsent(side, absent -> new Cells(picture, absent));
    }

    /// The best place, of equals the first row by row.
    ///
    /// @param score the correlation, from -1 to 1; lower than that where nothing was found
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

    /// The best match that lies in the area and scores at least this.
    public Match best(Pattern pattern, Area area, float atLeast) {
        if (!area.holds(pattern)) {
            return nothing(area);
        }
        return pattern.isFlat()
                ? new Match(area.left(), area.top(), 1)
                : new Run(pattern, area, atLeast).best();
    }

    /// A good match, found by looking at few places: a start for [#best], which then rules out
    /// more.
    public Match promising(Pattern pattern, Area area) {
        return !area.holds(pattern) || pattern.isFlat()
                ? nothing(area)
                : new Run(pattern, area, Float.NEGATIVE_INFINITY).promising();
    }

    private static Match nothing(Area area) {
        return new Match(area.left(), area.top(), Float.NEGATIVE_INFINITY);
    }

    /// One pattern's search through one area.
    private final class Run {
        /// Far above what single precision loses, far below what tells two scores apart.
        private static final double ROUNDING = 1e-4;

        private final Pattern pattern;
        private final int cell;
        private final Cells cells;
        private final int wide;
        private final int high;
        private final int firstX;
        private final int firstY;
        private final int lastX;
        private final int lastY;
        private final float[] spreads;
        private final float[] products;
        private final float[] leftOut;
        private Match best;
        private boolean found;

        Run(Pattern pattern, Area area, float atLeast) {
            this.pattern = pattern;
            this.cell = pattern.cell();
            this.cells = cells(cell);
            this.wide = pattern.width();
            this.high = pattern.height();
            this.firstX = area.left();
            this.firstY = area.top();
            this.lastX = area.right() - wide;
            this.lastY = area.bottom() - high;
            this.spreads = new float[lastX - firstX + 1];
            this.products = new float[spreads.length / cell + 1];
            this.leftOut = new float[products.length];
            this.best = new Match(firstX, firstY, atLeast);
        }

        Match best() {
            for (int y = firstY; y <= lastY; y++) {
                windows.spreads(firstX, y, wide, high, spreads.length, spreads);
                for (int x = firstX; x < Math.min(firstX + cell, lastX + 1); x++) {
                    bound(x, y);
                }
            }
            return found ? best : new Match(firstX, firstY, Float.NEGATIVE_INFINITY);
        }

        Match promising() {
            double highest = 0;
            int bestX = firstX;
            int bestY = firstY;
            for (int y = firstY; y <= lastY; y += cell) {
                windows.spreads(firstX, y, wide, high, spreads.length, spreads);
                int count = multiply(firstX, y);
                for (int i = 0; i < count; i++) {
                    float product = products[i];
                    float spread = Math.max(1, spreads[i * cell]);
                    if (product > 0 && product * product > highest * spread) {
                        highest = product * product / spread;
                        bestX = firstX + i * cell;
                        bestY = y;
                    }
                }
            }
            for (int y = Math.max(firstY, bestY - cell); y <= Math.min(lastY, bestY + cell); y++) {
                for (int x = Math.max(firstX, bestX - cell);
                        x <= Math.min(lastX, bestX + cell);
                        x++) {
                    consider(x, y);
                }
            }
            return best;
        }

        /// Computes the products of means at this place and at every cell right of it; says how
        /// many these are.
        private int multiply(int x, int y) {
            int count = (lastX - x) / cell + 1;
            Laid laid = pattern.laid(x % cell, y % cell);
            cells.multiply(laid, x / cell, y / cell, count, products);
            return count;
        }

        private void bound(int fromX, int y) {
            int count = multiply(fromX, y);
            cells.leftOut(
                    pattern.laid(fromX % cell, y % cell), fromX / cell, y / cell, count, leftOut);
            float needed = squaredNeed();
            for (int i = 0; i < count; i++) {
                float most = products[i] + leftOut[i];
                if (most > 0 && most * most >= needed * spreads[fromX - firstX + i * cell]) {
                    consider(fromX + i * cell, y);
                    needed = squaredNeed();
                }
            }
        }

        private float squaredNeed() {
            double need = Math.max(0, best.score() - ROUNDING) * pattern.norm();
            return (float) (need * need);
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
            double spread = windows.spread(x, y, wide, high);
            double squares = windows.squares(x, y, wide, high);
            if (spread <= Math.min(0.5, 10 * Math.ulp(1f) * squares)) {
                return 0;
            }
            double joint = products(x, y) - windows.sum(x, y, wide, high) * pattern.mean();
            double whole = Math.sqrt(spread) * pattern.norm();
            if (Math.abs(joint) < whole) {
                return (float) (joint / whole);
            }
            return Math.abs(joint) < whole * 1.125 ? (float) Math.signum(joint) : 0;
        }

        private long products(int x, int y) {
            byte[] here = picture.pixels();
            byte[] there = pattern.picture().pixels();
            long sum = 0;
            for (int row = 0; row < high; row++) {
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
