package io.batchline.workload.sheets.measure;

import io.batchline.workload.sheets.picture.GrayPicture;
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
    private static final int LIGHTER_THAN_PAPER = (int) ((1 - PAPER) * PatchGrid.AREA);

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
        byte[] greys = depths[bubble];
        outside[bubble] = PatchRaster.about(x, y, grid, map).read(picture, greys);
        int before = bubble > 0 ? light[bubble - 1] : WHITE;
        light[bubble] = Math.max(1, PaperGrey.of(greys, LIGHTER_THAN_PAPER, before));
    }

    /// How much dark there is inside some bubbles that are sampled and not yet settled, the darker
    /// ones counted more: what marks have inside theirs. Mean of squares of 0 to 1.
    double marked(int first, int end, Interior interior) {
        double squares = 0;
        for (int bubble = first; bubble < end; bubble++) {
            int sum = light[bubble] * interior.size() - interior.sum(depths[bubble]);
            double depth = (double) sum / interior.size() / light[bubble];
            squares += depth * depth;
        }
        return squares / (end - first);
    }

    /// The mean of some bubbles that are sampled and not yet settled, the darker half of them left
    /// out, so that marks are: how dark each point is, 0 to 255.
    double[] lighterHalf(int first, int end) {
        int[] sums = new int[end - first];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = PatchSums.of(depths[first + i]);
        }
        int[] sorted = sums.clone();
        Arrays.sort(sorted);
        int middle = sorted[sorted.length / 2];
        PatchSums lighter = new PatchSums();
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] >= middle) {
                lighter.add(depths[first + i]);
            }
        }
        int[] greys = lighter.sums();
        int lightest = 0;
        for (int grey : greys) {
            lightest = Math.max(lightest, grey);
        }
        double[] mean = new double[PatchGrid.AREA];
        for (int at = 0; at < mean.length; at++) {
            mean[at] = (double) (lightest - greys[at]) / lighter.count();
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
            settle(depths[bubble], scale);
        }
        return usual;
    }

    /// One patch a call: what is called so often is compiled soon.
    private static void settle(byte[] patch, int scale) {
        for (int at = 0; at < patch.length; at++) {
            patch[at] = (byte) Math.max(0, WHITE - (((patch[at] & 0xFF) * scale) >> 16));
        }
    }
}
