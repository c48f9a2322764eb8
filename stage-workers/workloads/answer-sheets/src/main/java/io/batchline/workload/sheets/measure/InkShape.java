package io.batchline.workload.sheets.measure;

import io.batchline.workload.sheets.measure.Print.Stamp;

/// How the ink of a bubble is spread.
final class InkShape {
    /// A bubble with less ink holds nothing that has a shape.
    static final double LEAST_INK = 0.02;

    private static final double OF_PEN = 0.45;
    private static final double BLACK = 255;

    /// One point in a hundred is so many deviations darker than it is printed.
    private static final double RARE = 2.2;

    private final PatchGrid grid;
    private final int[] interior;
    private final double cut;

    /// @param pen how much ink a mark of the sheet has
    InkShape(PatchGrid grid, int[] interior, double pen) {
        this.grid = grid;
        this.interior = interior;
        this.cut = OF_PEN * pen * BLACK;
    }

    BubbleEvidence of(byte[] depths, Stamp print, double ink, double shade, double hidden) {
        int[] net = new int[interior.length];
        int dark = 0;
        double depth = 0;
        double x1 = 0;
        double y1 = 0;
        double squares = 0;
        for (int i = 0; i < interior.length; i++) {
            int at = interior[i];
            net[i] = Math.max(0, Math.round((depths[at] & 0xFF) - print.depths()[at]));
            if (net[i] > Math.max(cut, RARE * print.spread()[at])) {
                double x = PatchGrid.offset(at % PatchGrid.SIDE) * grid.reachX() / grid.halfX();
                double y = PatchGrid.offset(at / PatchGrid.SIDE) * grid.reachY() / grid.halfY();
                dark++;
                depth += net[i];
                x1 += x;
                y1 += y;
                squares += x * x + y * y;
            }
        }
        double extent = 0;
        if (dark > 0) {
            double mean = x1 / dark * (x1 / dark) + y1 / dark * (y1 / dark);
            extent = Math.sqrt(Math.max(0, squares / dark - mean));
        }
        double ground = 0;
        if (ink > LEAST_INK) {
            ground = middle(net) / BLACK;
        }
        return new BubbleEvidence(
                ink,
                (double) dark / net.length,
                dark == 0 ? 0 : depth / BLACK / dark,
                ground,
                extent,
                shade,
                hidden);
    }

    /// The median, the upper one of two, of numbers from 0 to 255: counting them is quicker than
    /// sorting.
    private static int middle(int[] depths) {
        int[] counts = new int[(int) BLACK + 1];
        for (int depth : depths) {
            counts[depth]++;
        }
        int middle = -1;
        for (int seen = 0; seen <= depths.length / 2; ) {
            seen += counts[++middle];
        }
        return middle;
    }
}
