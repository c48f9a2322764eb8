package io.batchline.workload.sheets.draft;

/// A connected dark area of a picture.
///
/// @param left first column
/// @param top first row
/// @param right column after the last
/// @param bottom row after the last
/// @param pixels how many are dark
/// @param ellipse how much of its outline is that of an ellipse that fills its box, 0 to 1
/// @param rectangle how much of its outline is that of its box, 0 to 1
record Spot(
        int left, int top, int right, int bottom, int pixels, double ellipse, double rectangle) {

    int width() {
        return right - left;
    }

    int height() {
        return bottom - top;
    }

    double centerX() {
        return (left + right) / 2.0;
    }

    double centerY() {
        return (top + bottom) / 2.0;
    }

    /// How well it fits the better of the two shapes.
    double roundness() {
        return Math.max(ellipse, rectangle);
    }

    /// Share of its box that is dark.
    double solidity() {
        return (double) pixels / (width() * height());
    }

    boolean holds(Spot other) {
        return left <= other.left
                && top <= other.top
                && right >= other.right
                && bottom >= other.bottom;
    }

    /// Whether both are the same thing, seen twice.
    boolean isLike(Spot other) {
        double reach = Math.max(2, 0.2 * Math.min(width(), height()));
        return Math.abs(left - other.left) <= reach
                && Math.abs(top - other.top) <= reach
                && Math.abs(right - other.right) <= reach
                && Math.abs(bottom - other.bottom) <= reach;
    }
}
