package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.draft.MarkerSearch.Markers;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.picture.Warp;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Puts a page upright, by its markers or by the rows of its bubbles.
final class Straightening {
    /// Pixels that nobody sees.
    private static final double LEAST_SHIFT = 0.75;

    /// Of a bubble's size, over a whole block: what makes no difference to reading.
    private static final double LEVEL = 0.15;

    private Straightening() {}

    /// So that the markers lie on an upright rectangle as wide and as high as their sides are on
    /// average.
    static GrayPicture by(Markers markers, GrayPicture picture) {
        List<Point> from = markers.centers();
        double width = (length(from.get(0), from.get(1)) + length(from.get(2), from.get(3))) / 2;
        double height = (length(from.get(0), from.get(2)) + length(from.get(1), from.get(3))) / 2;
        double x = from.stream().mapToDouble(Point::x).average().orElseThrow();
        double y = from.stream().mapToDouble(Point::y).average().orElseThrow();
        Point[] to = {
            new Point(x - width / 2, y - height / 2),
            new Point(x + width / 2, y - height / 2),
            new Point(x - width / 2, y + height / 2),
            new Point(x + width / 2, y + height / 2)
        };
        boolean straight = true;
        for (int i = 0; i < to.length; i++) {
            straight &= Math.sqrt(to[i].squaredDistance(from.get(i))) < LEAST_SHIFT;
        }
        return straight
                ? picture
                : warped(picture, Projection.between(from.toArray(Point[]::new), to));
    }

    /// Turned back by the angle that most bubbles are turned by, where a block would otherwise not
    /// fit level rows.
    static GrayPicture by(List<BubbleGrid> grids, GrayPicture picture) {
        if (grids.stream().allMatch(Straightening::isLevel)) {
            // Each turn blurs thin rings a little.
            return picture;
        }
        double angle = angle(grids);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double x = picture.width() / 2.0;
        double y = picture.height() / 2.0;
        return warped(
                picture,
                new Projection(
                        cos,
                        sin,
                        x - cos * x - sin * y,
                        -sin,
                        cos,
                        y + sin * x - cos * y,
                        0,
                        0,
                        1));
    }

    /// Radians clockwise, the median over all bubbles.
    static double angle(List<BubbleGrid> grids) {
        double[] angles =
                grids.stream()
                        .sorted(Comparator.comparingDouble(Straightening::turn))
                        .flatMapToDouble(grid -> {
                            double[] all = new double[grid.cells()];
                            Arrays.fill(all, turn(grid));
                            return Arrays.stream(all);
                        })
                        .toArray();
        return angles.length == 0 ? 0 : angles[angles.length / 2];
    }

    private static boolean isLevel(BubbleGrid grid) {
        return Math.abs(grid.lattice().xRow()) * (grid.rows() - 1) < LEVEL * grid.width()
                && Math.abs(grid.lattice().yColumn()) * (grid.columns() - 1)
                        < LEVEL * grid.height();
    }

    private static double turn(BubbleGrid grid) {
        return grid.lattice().turn(grid.columns(), grid.rows());
    }

    private static double length(Point a, Point b) {
        return Math.sqrt(a.squaredDistance(b));
    }

    /// What comes from outside is paper.
    private static GrayPicture warped(GrayPicture picture, Projection onto) {
        GrayPicture result = Warp.of(picture, onto, picture.width(), picture.height());
        Projection back = onto.inverse();
        for (int y = 0; y < result.height(); y++) {
            for (int x = 0; x < result.width(); x++) {
                Point from = back.apply(new Point(x, y));
                boolean inside =
                        from.x() >= 0
                                && from.y() >= 0
                                && from.x() <= picture.width() - 1
                                && from.y() <= picture.height() - 1;
                if (!inside) {
                    result.pixels()[y * result.width() + x] = (byte) 255;
                }
            }
        }
        return result;
    }
}
