package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.template.Bubble;
import io.batchline.workload.sheets.template.Field;
import io.batchline.workload.sheets.template.FieldBlock;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.util.ArrayList;
import java.util.List;

/// How well a map fits what is printed: bubbles, with their outline, letter or mark, are darker
/// than the paper between them. Laid the wrong way round, bubbles and gaps fall anywhere.
final class PrintEvidence {
    private static final int ANGLES = 8;

    /// In twentieths of half a box, beside the centre itself.
    private static final int[] RADII = {5, 10, 14, 17, 20, 23, 26};

    private static final int TWENTIETHS = 20;
    private static final double FARTHEST = 1.3;
    private static final int POINTS = ANGLES * (RADII.length + 1);
    private static final double ONE = 1L << 32;

    /// Of a pixel; what whole numbers may be off by is a millionth of it.
    private static final double MARGIN = 1e-3;

    /// One dark mark must not count for more than print does.
    private static final double CLIP = 0.15;

    private final List<Spot> spots;

    /// @param x centre of the bubble
    /// @param halfX half its box's width
    /// @param gapX how far it is to the middle between it and its neighbour
    private record Spot(double x, double y, double halfX, double halfY, double gapX, double gapY) {}

    /// @param difference how much darker bubbles are than gaps, a share of the paper's grey
    /// @param error its standard error
    record Fit(double difference, double error) {

        /// The difference in standard errors.
        double certainty() {
            return difference / error;
        }

        /// How many standard errors it is over another.
        double over(Fit other) {
            return (difference - other.difference) / Math.hypot(error, other.error);
        }
    }

    /// @param most how many bubbles are looked at, spread over all blocks
    PrintEvidence(SheetTemplate template, int most) {
        List<Spot> all = new ArrayList<>();
        template.blocks().forEach(block -> add(all, block));
        int every = (all.size() + most - 1) / most;
        List<Spot> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += every) {
            some.add(all.get(i));
        }
        spots = List.copyOf(some);
    }

    private static void add(List<Spot> all, FieldBlock block) {
        double width = block.bubbleSize().first();
        double height = block.bubbleSize().second();
        BubbleSteps steps = BubbleSteps.of(block);
        for (Field field : block.fields()) {
            for (Bubble bubble : field.bubbles()) {
                all.add(
                        new Spot(
                                bubble.x() + width / 2,
                                bubble.y() + height / 2,
                                width / 2,
                                height / 2,
                                steps.x() / 2,
                                steps.y() / 2));
            }
        }
    }

    Fit fit(GrayPicture picture, Projection map) {
        double sum = 0;
        double squares = 0;
        for (Spot spot : spots) {
            double difference = Math.clamp(difference(picture, map, spot), -CLIP, CLIP);
            sum += difference;
            squares += difference * difference;
        }
        double mean = sum / spots.size();
        double variance = Math.max(1e-8, squares / spots.size() - mean * mean);
        return new Fit(mean, Math.sqrt(variance / spots.size()));
    }

    private static double difference(GrayPicture picture, Projection map, Spot spot) {
        Point center = map.apply(new Point(spot.x, spot.y));
        Point right = map.apply(new Point(spot.x + 1, spot.y));
        Point below = map.apply(new Point(spot.x, spot.y + 1));
        Tilt tilt =
                new Tilt(
                        right.x() - center.x(),
                        right.y() - center.y(),
                        below.x() - center.x(),
                        below.y() - center.y());
        double reachX = Math.abs(tilt.ax()) * spot.halfX + Math.abs(tilt.bx()) * spot.halfY;
        double reachY = Math.abs(tilt.ay()) * spot.halfX + Math.abs(tilt.by()) * spot.halfY;
        boolean isInside =
                holds(center.x(), FARTHEST * reachX, picture.width())
                        && holds(center.y(), FARTHEST * reachY, picture.height());
        double inside =
                isInside
                        ? inside(picture, center, spot, tilt)
                        : insideAtEdge(picture, center, spot, tilt);
        double gap = 0;
        for (int corner = 0; corner < 4; corner++) {
            double u = (corner & 1) == 0 ? spot.gapX : -spot.gapX;
            double v = (corner & 2) == 0 ? spot.gapY : -spot.gapY;
            double x = center.x() + tilt.x(u, v);
            double y = center.y() + tilt.y(u, v);
            gap += grey(picture, x, y) + grey(picture, x + tilt.ax(), y + tilt.ay());
        }
        gap /= 8;
        return (gap - inside) / Math.max(32, gap);
    }

    private static boolean holds(double middle, double reach, int size) {
        return middle - reach >= MARGIN && middle + reach < size - MARGIN;
    }

    /// The mean grey about a centre, in whole numbers, 32 bits of them behind the point, and two
    /// opposite directions at a time.
    private static double inside(GrayPicture picture, Point center, Spot spot, Tilt tilt) {
        byte[] pixels = picture.pixels();
        int width = picture.width();
        long x = (long) (center.x() * ONE);
        long y = (long) (center.y() * ONE);
        int sum = ANGLES * (pixels[(int) (y >> 32) * width + (int) (x >> 32)] & 0xFF);
        for (int k = 0; k < ANGLES / 2; k++) {
            double u = spot.halfX * Compass.x(k) / TWENTIETHS;
            double v = spot.halfY * Compass.y(k) / TWENTIETHS;
            long right = (long) (tilt.x(u, v) * ONE);
            long down = (long) (tilt.y(u, v) * ONE);
            for (int radius : RADII) {
                long dx = radius * right;
                long dy = radius * down;
                sum += pixels[(int) ((y + dy) >> 32) * width + (int) ((x + dx) >> 32)] & 0xFF;
                sum += pixels[(int) ((y - dy) >> 32) * width + (int) ((x - dx) >> 32)] & 0xFF;
            }
        }
        return (double) sum / POINTS;
    }

    private static double insideAtEdge(GrayPicture picture, Point center, Spot spot, Tilt tilt) {
        int sum = ANGLES * grey(picture, center.x(), center.y());
        for (int radius : RADII) {
            for (int k = 0; k < ANGLES; k++) {
                double u = radius * spot.halfX * Compass.x(k) / TWENTIETHS;
                double v = radius * spot.halfY * Compass.y(k) / TWENTIETHS;
                sum += grey(picture, center.x() + tilt.x(u, v), center.y() + tilt.y(u, v));
            }
        }
        return (double) sum / POINTS;
    }

    private static int grey(GrayPicture picture, double x, double y) {
        int column = Math.clamp((long) x, 0, picture.width() - 1);
        int row = Math.clamp((long) y, 0, picture.height() - 1);
        return picture.at(column, row);
    }

    /// Eight directions.
    private static final class Compass {
        private static final double[] X = new double[ANGLES];
        private static final double[] Y = new double[ANGLES];

        static {
            for (int k = 0; k < ANGLES; k++) {
                X[k] = Math.cos(2 * Math.PI * k / ANGLES);
                Y[k] = Math.sin(2 * Math.PI * k / ANGLES);
            }
        }

        static double x(int k) {
            return X[k];
        }

        static double y(int k) {
            return Y[k];
        }
    }
}
