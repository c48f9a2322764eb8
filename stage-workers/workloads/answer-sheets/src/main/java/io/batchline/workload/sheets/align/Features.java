package io.batchline.workload.sheets.align;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Scaling;
import io.batchline.workload.sheets.picture.WindowSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Describes a picture's corners, at several sizes of the picture, so that they can be told again
/// in another (after Rublee and others, 2011).
final class Features {
    private static final int LEVELS = 8;
    private static final double STEP = 1.2;
    private static final int RADIUS = 15;
    private static final int SOFTENING = 2;
    private static final int MARGIN = 24;
    private static final int COMPARISONS = 256;

    /// Pairs of places around a corner, near the middle more than far out; from a fixed seed, since
    /// both pictures must use the same.
    private static final double[][] PAIRS = pairs(new Random(20_211));

    private Features() {}

    static List<Feature> of(GrayPicture picture, int count) {
        List<Feature> features = new ArrayList<>();
        GrayPicture smaller = picture;
        double scale = 1;
        double share = (1 - 1 / STEP) / (1 - Math.pow(1 / STEP, LEVELS));
        for (int level = 0; level < LEVELS; level++) {
            int width = (int) Math.rint(picture.width() / scale);
            int height = (int) Math.rint(picture.height() / scale);
            if (width <= 2 * MARGIN || height <= 2 * MARGIN) {
                break;
            }
            int wanted = (int) Math.rint(count * share * Math.pow(1 / STEP, level));
            // Each size is made from the one before: straight from the picture, small sizes would
            // skip pixels.
            smaller = Scaling.to(smaller, width, height);
            features.addAll(ofLevel(smaller, wanted, scale));
            scale *= STEP;
        }
        return features;
    }

    private static List<Feature> ofLevel(GrayPicture level, int count, double scale) {
        WindowSums sums = new WindowSums(level);
        return Corners.sharpest(level, MARGIN, count).stream()
                .map(corner -> describe(level, sums, corner.x(), corner.y(), scale))
                .toList();
    }

    private static Feature describe(
            GrayPicture level, WindowSums sums, int x, int y, double scale) {
        double angle = direction(level, x, y);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        long[] words = new long[COMPARISONS / Long.SIZE];
        for (int i = 0; i < COMPARISONS; i++) {
            double[] pair = PAIRS[i];
            double first = soft(sums, x, y, cos, sin, pair[0], pair[1]);
            double second = soft(sums, x, y, cos, sin, pair[2], pair[3]);
            if (first < second) {
                words[i / Long.SIZE] |= 1L << (i % Long.SIZE);
            }
        }
        Point place = new Point((x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5);
        return new Feature(place, words[0], words[1], words[2], words[3]);
    }

    private static double soft(
            WindowSums sums, int x, int y, double cos, double sin, double right, double down) {
        int column = x + (int) Math.rint(right * cos - down * sin);
        int row = y + (int) Math.rint(right * sin + down * cos);
        int side = 2 * SOFTENING + 1;
        return sums.sum(column - SOFTENING, row - SOFTENING, side, side);
    }

    /// From the corner towards where the greys around it weigh most.
    private static double direction(GrayPicture level, int x, int y) {
        int right = 0;
        int down = 0;
        for (int dy = -RADIUS; dy <= RADIUS; dy++) {
            int reach = (int) Math.sqrt(RADIUS * RADIUS - dy * dy);
            for (int dx = -reach; dx <= reach; dx++) {
                int grey = level.at(x + dx, y + dy);
                right += dx * grey;
                down += dy * grey;
            }
        }
        return Math.atan2(down, right);
    }

    private static double[][] pairs(Random random) {
        double[][] pairs = new double[COMPARISONS][4];
        for (double[] pair : pairs) {
            do {
                for (int i = 0; i < pair.length; i++) {
                    pair[i] = random.nextGaussian() * RADIUS / 2.5;
                }
            } while (Math.hypot(pair[0], pair[1]) > RADIUS
                    || Math.hypot(pair[2], pair[3]) > RADIUS
                    || Math.hypot(pair[0] - pair[2], pair[1] - pair[3]) < 2);
        }
        return pairs;
    }
}
