package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.picture.Point;

/// A connected dark area of a picture.
///
/// @param center its centre of gravity, in pixels
/// @param area in pixels
/// @param xx how its pixels spread sideways, in squared pixels
/// @param xy how sideways and downwards go together
/// @param yy how its pixels spread downwards
record Blob(Point center, double area, double xx, double xy, double yy) {
    private static final double SQUARE = 12;

    /// 1 for a filled square, also one that is seen at a slant; less than 1 for what is rounder,
    /// more for what has gaps or arms.
    double looseness() {
        return SQUARE * Math.sqrt(Math.max(0, xx * yy - xy * xy)) / area;
    }

    /// How many times longer than wide.
    double elongation() {
        double mean = (xx + yy) / 2;
        double apart = Math.sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
        return Math.sqrt((mean + apart) / Math.max(1e-9, mean - apart));
    }
}
