package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import java.util.Arrays;

/// Finds the centre of a square marker from its four sides, each looked for along several lines
/// across it: a scratch or a torn corner moves few of them, and the middle one counts.
final class MarkerEdges {
    private static final int LINES = 9;
    private static final int STEPS = 40;
    private static final int FEWEST_LINES = 5;

    /// Lines run from within the square to well outside, in halves of its side.
    private static final double FROM = 0.45;

    private static final double TO = 1.55;

    private static final int FEWEST_GREYS = 20;

    private final GrayPicture picture;

    MarkerEdges(GrayPicture picture) {
        this.picture = picture;
    }

    /// @param about where the centre is on the page by what is known so far
    /// @param map the map known so far
    /// @return the centre's pixel, or where the map has it when the sides can't be seen
    Point center(Projection map, Point about, double side) {
        double half = side / 2;
        double left = side(map, about, half, -1, 0);
        double right = side(map, about, half, 1, 0);
        double top = side(map, about, half, 0, -1);
        double bottom = side(map, about, half, 0, 1);
        double x = Double.isNaN(left) || Double.isNaN(right) ? 0 : (right - left) / 2 * half;
        double y = Double.isNaN(top) || Double.isNaN(bottom) ? 0 : (bottom - top) / 2 * half;
        return map.apply(new Point(about.x() + x, about.y() + y));
    }

    /// How far from the centre a side is, in halves of its length; not a number where it can't be
    /// seen.
    private double side(Projection map, Point about, double half, int dx, int dy) {
        double[] found = new double[LINES];
        int count = 0;
        for (int line = 0; line < LINES; line++) {
            double along = (line - LINES / 2) * 0.17;
            double at = crossing(map, about, half, dx, dy, along);
            if (!Double.isNaN(at)) {
                found[count++] = at;
            }
        }
        if (count < FEWEST_LINES) {
            return Double.NaN;
        }
        Arrays.sort(found, 0, count);
        return (found[count / 2] + found[(count - 1) / 2]) / 2;
    }

    private double crossing(
            Projection map, Point about, double half, int dx, int dy, double along) {
        int[] greys = new int[STEPS];
        int darkest = 255;
        int lightest = 0;
        for (int step = 0; step < STEPS; step++) {
            double out = FROM + (TO - FROM) * step / (STEPS - 1);
            Point pixel =
                    map.apply(
                            new Point(
                                    about.x() + half * (dx * out + dy * along),
                                    about.y() + half * (dy * out + dx * along)));
            int x = (int) pixel.x();
            int y = (int) pixel.y();
            if (pixel.x() < 0 || pixel.y() < 0 || x >= picture.width() || y >= picture.height()) {
                return Double.NaN;
            }
            greys[step] = picture.at(x, y);
            darkest = Math.min(darkest, greys[step]);
            lightest = Math.max(lightest, greys[step]);
        }
        double middle = (darkest + lightest) / 2.0;
        if (lightest - darkest < FEWEST_GREYS || greys[0] >= middle) {
            return Double.NaN;
        }
        for (int step = 1; step < STEPS; step++) {
            if (greys[step] >= middle) {
                double part = (middle - greys[step - 1]) / (greys[step] - greys[step - 1]);
                return FROM + (TO - FROM) * (step - 1 + part) / (STEPS - 1);
            }
        }
        return Double.NaN;
    }
}
