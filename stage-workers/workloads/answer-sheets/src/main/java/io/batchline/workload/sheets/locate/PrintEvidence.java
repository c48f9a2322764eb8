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
    private static final double[] RADII = {0, 0.25, 0.5, 0.7, 0.85, 1.0, 1.15, 1.3};

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
        double ax = right.x() - center.x();
        double ay = right.y() - center.y();
        double bx = below.x() - center.x();
        double by = below.y() - center.y();
        double inside = 0;
        int points = 0;
        for (double radius : RADII) {
            for (int k = 0; k < ANGLES; k++) {
                double u = radius * spot.halfX * Compass.x(k);
                double v = radius * spot.halfY * Compass.y(k);
                inside += grey(picture, center.x() + ax * u + bx * v, center.y() + ay * u + by * v);
                points++;
            }
        }
        inside /= points;
        double gap = 0;
        for (int corner = 0; corner < 4; corner++) {
            double u = (corner & 1) == 0 ? spot.gapX : -spot.gapX;
            double v = (corner & 2) == 0 ? spot.gapY : -spot.gapY;
            double x = center.x() + ax * u + bx * v;
            double y = center.y() + ay * u + by * v;
            gap += grey(picture, x, y) + grey(picture, x + ax, y + ay);
        }
        gap /= 8;
        return (gap - inside) / Math.max(32, gap);
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
