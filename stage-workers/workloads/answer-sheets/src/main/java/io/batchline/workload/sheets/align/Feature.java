package io.batchline.workload.sheets.align;

import io.batchline.workload.sheets.picture.Point;

/// A corner in a picture, and 256 comparisons of greys around it.
record Feature(Point place, long first, long second, long third, long fourth) {

    /// How many of the comparisons come out otherwise.
    int distance(Feature other) {
        return Long.bitCount(first ^ other.first)
                + Long.bitCount(second ^ other.second)
                + Long.bitCount(third ^ other.third)
                + Long.bitCount(fourth ^ other.fourth);
    }
}
