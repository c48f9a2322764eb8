package io.batchline.workload.sheets.measure;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import java.util.Arrays;

/// The points of a block's bubbles: how dark each is against the paper around its bubble, 0 for
/// paper to 255 for black.
final class Patches {
    /// So much of a patch is paper at least, however large the mark.
    private static final double PAPER = 0.85;

    /// How much darker than the block's usual the paper around one bubble may be; what is darker is
    /// a mark over all of it, or a blot.
    private static final double DARKEST_PAPER = 0.72;

    private static final int WHITE = 255;

    private final PatchGrid grid;
    private final byte[][] depths;
    private final int[] light;
    private final int[] outside;

    Patches(PatchGrid grid, int count) {
        this.grid = grid;
        this.depths = new byte[count][PatchGrid.AREA];
        this.light = new int[count];
        this.outside = new int[count];
    }

    PatchGrid grid() {
        return grid;
    }

    int count() {
        return depths.length;
    }

    byte[] depths(int bubble) {
        return depths[bubble];
    }

    /// Grey of the paper around a bubble.
    int light(int bubble) {
        return light[bubble];
    }

    /// How many points lie outside the picture.
    int outside(int bubble) {
        return outside[bubble];
    }

    /// Reads the greys of one bubble; depths are known once [#settle] was called.
    ///
    /// @param x its centre on the page
    void sample(int bubble, GrayPicture picture, Projection map, double x, double y) {
        Point center = map.apply(new Point(x, y));
        Point right = map.apply(new Point(x + grid.reachX(), y));
        Point left = map.apply(new Point(x - grid.reachX(), y));
        Point below = map.apply(new Point(x, y + grid.reachY()));
        Point above = map.apply(new Point(x, y - grid.reachY()));
        // Over one bubble a slanted page is as good as flat.
        double ax = (right.x() - left.x()) / PatchGrid.SIDE;
        double ay = (right.y() - left.y()) / PatchGrid.SIDE;
        double bx = (below.x() - above.x()) / PatchGrid.SIDE;
        double by = (below.y() - above.y()) / PatchGrid.SIDE;
        double half = (PatchGrid.SIDE - 1) / 2.0;
        byte[] pixels = picture.pixels();
        byte[] greys = depths[bubble];
        int missed = 0;
        int at = 0;
        for (int row = 0; row < PatchGrid.SIDE; row++) {
            double px = center.x() - half * ax + (row - half) * bx;
            double py = center.y() - half * ay + (row - half) * by;
            for (int column = 0; column < PatchGrid.SIDE; column++) {
                int pixelX = (int) px;
                int pixelY = (int) py;
                if (px < 0 || py < 0 || pixelX >= picture.width() || pixelY >= picture.height()) {
                    greys[at++] = (byte) WHITE;
                    missed++;
                } else {
                    greys[at++] = pixels[pixelY * picture.width() + pixelX];
                }
                px += ax;
                py += ay;
            }
        }
        outside[bubble] = missed;
        light[bubble] = paper(greys);
    }

    private static int paper(byte[] greys) {
        int[] counts = new int[WHITE + 1];
        int[] others = new int[WHITE + 1];
        // Two tables, since most points are the same white: adding to what was just written waits.
        for (int at = 0; at < greys.length; at += 2) {
            counts[greys[at] & 0xFF]++;
            others[greys[at + 1] & 0xFF]++;
        }
        int wanted = (int) ((1 - PAPER) * greys.length);
        int grey = WHITE + 1;
        for (int seen = 0; seen <= wanted; ) {
            grey--;
            seen += counts[grey] + others[grey];
        }
        return Math.max(1, grey);
    }

    /// How much dark there is inside some bubbles that are sampled and not yet settled, the darker
    /// ones counted more: what marks have inside theirs. Mean of squares of 0 to 1.
    double marked(int first, int end, int[] interior) {
        double squares = 0;
        for (int bubble = first; bubble < end; bubble++) {
            int sum = 0;
            for (int at : interior) {
                sum += light[bubble] - (depths[bubble][at] & 0xFF);
            }
            double depth = (double) sum / interior.length / light[bubble];
            squares += depth * depth;
        }
        return squares / (end - first);
    }

    /// The mean of some bubbles that are sampled and not yet settled, the darker half of them left
    /// out, so that marks are: how dark each point is, 0 to 255.
    double[] lighterHalf(int first, int end) {
        int[] sums = new int[end - first];
        for (int i = 0; i < sums.length; i++) {
            for (byte grey : depths[first + i]) {
                sums[i] += grey & 0xFF;
            }
        }
        int[] sorted = sums.clone();
        Arrays.sort(sorted);
        int middle = sorted[sorted.length / 2];
        double[] mean = new double[PatchGrid.AREA];
        int count = 0;
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] >= middle) {
                count++;
                byte[] greys = depths[first + i];
                for (int at = 0; at < mean.length; at++) {
                    mean[at] += WHITE - (greys[at] & 0xFF);
                }
            }
        }
        double paper = WHITE;
        for (int at = 0; at < mean.length; at++) {
            mean[at] /= count;
            paper = Math.min(paper, mean[at]);
        }
        for (int at = 0; at < mean.length; at++) {
            mean[at] -= paper;
        }
        return mean;
    }

    /// Turns greys into depths.
    ///
    /// @return the block's usual paper
    int settle() {
        int[] sorted = light.clone();
        Arrays.sort(sorted);
        int usual = sorted[sorted.length / 2];
        for (int bubble = 0; bubble < depths.length; bubble++) {
            int paper = Math.max(light[bubble], (int) (DARKEST_PAPER * usual));
            int scale = (WHITE << 16) / paper;
            byte[] patch = depths[bubble];
            for (int at = 0; at < patch.length; at++) {
                patch[at] = (byte) Math.max(0, WHITE - (((patch[at] & 0xFF) * scale) >> 16));
            }
        }
        return usual;
    }
}
