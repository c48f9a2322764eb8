package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;

/// How a map from page to picture stretches and turns what lies near one point: pixels per unit.
///
/// @param ax pixels to the right for one unit to the right
/// @param ay pixels down for one unit to the right
/// @param bx pixels to the right for one unit down
/// @param by pixels down for one unit down
record Tilt(double ax, double ay, double bx, double by) {

    static Tilt at(Projection fromPage, Point point, double reach) {
        Point left = fromPage.apply(new Point(point.x() - reach, point.y()));
        Point right = fromPage.apply(new Point(point.x() + reach, point.y()));
        Point above = fromPage.apply(new Point(point.x(), point.y() - reach));
        Point below = fromPage.apply(new Point(point.x(), point.y() + reach));
        double span = 2 * reach;
        return new Tilt(
                (right.x() - left.x()) / span,
                (right.y() - left.y()) / span,
                (below.x() - above.x()) / span,
                (below.y() - above.y()) / span);
    }

    /// Pixels to the right for so many units right and down.
    double x(double right, double down) {
        return ax * right + bx * down;
    }

    /// Pixels down for so many units right and down.
    double y(double right, double down) {
        return ay * right + by * down;
    }

    /// Pixels of a square unit; negative where the map mirrors.
    double area() {
        return ax * by - ay * bx;
    }

    /// How far a blob is from being a square of the page, seen like this: 0 where it is one.
    ///
    /// @return not finite where nothing fits
    double misfit(Blob blob, double side) {
        double expected = area() * side * side;
        if (!(expected > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double size = Math.log(blob.area() / expected);
        double xx = ax * ax + bx * bx;
        double xy = ax * ay + bx * by;
        double yy = ay * ay + by * by;
        double determinant = blob.xx() * blob.yy() - blob.xy() * blob.xy();
        double trace = (blob.yy() * xx - 2 * blob.xy() * xy + blob.xx() * yy) / determinant;
        // Both brought to the same area, so that only the shape is compared.
        double shape = trace * Math.sqrt(determinant) / (2 * area()) - 1;
        return Math.abs(size) > Math.log(2) || shape > 0.2
                ? Double.POSITIVE_INFINITY
                : size * size + shape;
    }
}
