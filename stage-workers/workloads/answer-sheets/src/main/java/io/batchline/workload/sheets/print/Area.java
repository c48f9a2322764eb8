package io.batchline.workload.sheets.print;

import java.util.List;

/// A rectangle of the page, in the template's units.
record Area(double left, double top, double right, double bottom) {

    static Area of(double left, double top, double width, double height) {
        return new Area(left, top, left + width, top + height);
    }

    /// The smallest that holds them all.
    static Area around(List<Area> areas) {
        return areas.stream()
                .reduce((a, b) ->
                        new Area(
                                Math.min(a.left, b.left),
                                Math.min(a.top, b.top),
                                Math.max(a.right, b.right),
                                Math.max(a.bottom, b.bottom)))
                .orElseThrow();
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    double centerX() {
        return (left + right) / 2;
    }

    double centerY() {
        return (top + bottom) / 2;
    }

    /// What both have in common; they must have something.
    Area within(Area other) {
        return new Area(
                Math.max(left, other.left),
                Math.max(top, other.top),
                Math.min(right, other.right),
                Math.min(bottom, other.bottom));
    }

    Area widened(double by) {
        return new Area(left - by, top - by, right + by, bottom + by);
    }

    boolean meets(Area other) {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
}
