package io.batchline.workload.sheets.measure;

import io.batchline.workload.sheets.measure.Print.Stamp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// How the ink of a bubble is spread. For one thread.
final class InkShape {
    /// A bubble with less ink holds nothing that has a shape.
    static final double LEAST_INK = 0.02;

    private static final double OF_PEN = 0.45;
    private static final double BLACK = 255;

    /// One point in a hundred is so many deviations darker than it is printed.
    private static final double RARE = 2.2;

    private final Interior interior;
    private final double cut;
    private final Map<Stamp, Levels> levels = new HashMap<>();
    private final int[] counts = new int[(int) BLACK + 1];

    /// @param pen how much ink a mark of the sheet has
    InkShape(Interior interior, double pen) {
        this.interior = interior;
        this.cut = OF_PEN * pen * BLACK;
    }

    /// A stamp in whole numbers, since all points of all bubbles are held against it.
    private static final class Levels {
        /// What is to be taken off a point's depth.
        private final int[] printed;

        /// How much must be left for it to be as dark as a mark: more than this.
        private final int[] cut;

        Levels(Stamp print, Interior interior, double cut) {
            this.printed = new int[interior.size()];
            this.cut = new int[interior.size()];
            for (int i = 0; i < printed.length; i++) {
                printed[i] = (int) Math.ceil(print.depths()[interior.points()[i]] - 0.5);
                this.cut[i] = (int) Math.max(cut, RARE * print.spread()[i]);
            }
        }
    }

    BubbleEvidence of(byte[] depths, Stamp print, double ink, double shade, double hidden) {
        Levels level = levels.computeIfAbsent(print, key -> new Levels(key, interior, cut));
        int[] points = interior.points();
        int dark = 0;
        int depth = 0;
        double x1 = 0;
        double y1 = 0;
        double squares = 0;
        for (int i = 0; i < points.length; i++) {
            int net = (depths[points[i]] & 0xFF) - level.printed[i];
            if (net > level.cut[i]) {
                double x = interior.x(i);
                double y = interior.y(i);
                dark++;
                depth += net;
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
        return new BubbleEvidence(
                ink,
                (double) dark / points.length,
                dark == 0 ? 0 : depth / BLACK / dark,
                ink > LEAST_INK ? middle(depths, level) / BLACK : 0,
                extent,
                shade,
                hidden);
    }

    /// The median of the net depths, the upper one of two: counting them is quicker than sorting.
    private int middle(byte[] depths, Levels level) {
        int[] points = interior.points();
        Arrays.fill(counts, 0);
        for (int i = 0; i < points.length; i++) {
            counts[Math.max(0, (depths[points[i]] & 0xFF) - level.printed[i])]++;
        }
        int middle = -1;
        for (int seen = 0; seen <= points.length / 2; ) {
            seen += counts[++middle];
        }
        return middle;
    }
}
