package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import java.util.List;

/// One way in which the page may lie in the picture.
///
/// @param centers of the markers in the picture, in the template's order
/// @param seen how many of them were seen
/// @param misfit how badly the blobs fit, 0 and up
record Placing(Projection fromPage, List<Point> centers, int seen, double misfit) {
    Placing {
        centers = List.copyOf(centers);
    }

    /// How far the page's up is from the picture's, 0 to pi.
    double turn() {
        Point left = centers.get(0);
        Point right = centers.get(1);
        return Math.abs(Math.atan2(right.y() - left.y(), right.x() - left.x()));
    }
}
