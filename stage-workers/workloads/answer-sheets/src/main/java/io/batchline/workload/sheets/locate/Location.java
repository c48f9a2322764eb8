package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import java.util.List;

/// Where a page lies in a picture.
public sealed interface Location {

    /// @param fromPage takes a point of the page, in the template's units, to its pixel
    /// @param markers the centers of the markers in the picture, in the template's order
    /// @param markersSeen how many of the four were seen; the place of a fourth follows from three
    record Found(Projection fromPage, List<Point> markers, int markersSeen) implements Location {
        public Found {
            markers = List.copyOf(markers);
        }
    }

    /// @param message what was seen and what was missing
    record NotFound(String message) implements Location {}
}
