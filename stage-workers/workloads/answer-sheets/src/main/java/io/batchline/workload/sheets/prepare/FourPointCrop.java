package io.batchline.workload.sheets.prepare;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.picture.Warp;
import java.util.Comparator;
import java.util.List;

/// Takes the quadrilateral between four points to a rectangle as wide and as high as its longer
/// sides.
final class FourPointCrop {
    private FourPointCrop() {}

    static GrayPicture crop(GrayPicture picture, List<Point> points) {
        Point topLeft = least(points, Comparator.comparingDouble(p -> p.x() + p.y()));
        Point bottomRight = least(points, Comparator.comparingDouble(p -> -(p.x() + p.y())));
        Point topRight = least(points, Comparator.comparingDouble(p -> p.y() - p.x()));
        Point bottomLeft = least(points, Comparator.comparingDouble(p -> p.x() - p.y()));
        int width = Math.max(length(bottomRight, bottomLeft), length(topRight, topLeft));
        int height = Math.max(length(topRight, bottomRight), length(topLeft, bottomLeft));
        Point[] from = {topLeft, topRight, bottomRight, bottomLeft};
        Point[] to = {
            new Point(0, 0),
            new Point(width - 1, 0),
            new Point(width - 1, height - 1),
            new Point(0, height - 1)
        };
        return Warp.of(
                picture, Projection.between(from, to), Math.max(1, width), Math.max(1, height));
    }

    private static Point least(List<Point> points, Comparator<Point> order) {
        return points.stream().min(order).orElseThrow();
    }

    /// In single precision and cut, as the format's own reader has it.
    private static int length(Point a, Point b) {
        float dx = (float) a.x() - (float) b.x();
        float dy = (float) a.y() - (float) b.y();
        return (int) (float) Math.sqrt(dx * dx + dy * dy);
    }
}
