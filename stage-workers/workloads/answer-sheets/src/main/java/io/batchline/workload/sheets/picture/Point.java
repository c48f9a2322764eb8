package io.batchline.workload.sheets.picture;

/// A place in a picture, in pixels from its top-left corner.
public record Point(double x, double y) {

    public double squaredDistance(Point other) {
        double dx = x - other.x;
        double dy = y - other.y;
        return dx * dx + dy * dy;
    }

    /// Twice the area of the triangle this, a, b; its sign says to which side it turns.
    public double turn(Point a, Point b) {
        return (a.x - x) * (b.y - y) - (a.y - y) * (b.x - x);
    }
}
