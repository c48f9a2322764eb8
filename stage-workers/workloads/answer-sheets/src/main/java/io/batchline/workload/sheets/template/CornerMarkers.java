package io.batchline.workload.sheets.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.template.Settings.Pair;
import io.batchline.workload.sheets.template.Settings.Range;
import java.util.ArrayList;
import java.util.List;

/// Four solid black squares that say where the page lies in a picture.
///
/// @param side of each square, in the template's units
/// @param centers top left, top right, bottom left, bottom right of the upright page
public record CornerMarkers(double side, List<Point> centers) {
    private static final Range SIDE = new Range(1, 10_000);
    private static final int CORNERS = 4;

    /// How many sides of a marker lie at least between two of them: what is closer can't be told
    /// from other print.
    private static final double APART = 3;

    public CornerMarkers {
        centers = List.copyOf(centers);
    }

    /// @param page what the centers lie on; they may lie on its edge
    static CornerMarkers read(Settings markers, Pair page) throws TemplateRejected {
        markers.allowOnly("shape", "size", "centers");
        String shape = markers.text("shape").orElse("square");
        if (!shape.equals("square")) {
            throw markers.reject("shape", "must be square, not " + shape);
        }
        markers.required("size");
        double side = markers.number("size", 1, SIDE);
        List<Point> centers = centers(markers, page);
        checkOrder(markers, centers);
        for (int i = 0; i < CORNERS; i++) {
            for (int k = i + 1; k < CORNERS; k++) {
                if (Math.sqrt(centers.get(i).squaredDistance(centers.get(k))) < APART * side) {
                    throw markers.reject(
                            "centers",
                            "%d and %d must lie at least %d sizes apart"
                                    .formatted(i + 1, k + 1, (int) APART));
                }
            }
        }
        return new CornerMarkers(side, centers);
    }

    private static List<Point> centers(Settings markers, Pair page) throws TemplateRejected {
        JsonNode list = markers.required("centers");
        List<Point> centers = new ArrayList<>();
        for (JsonNode center : list) {
            if (!center.isArray()
                    || center.size() != 2
                    || !center.get(0).isNumber()
                    || !center.get(1).isNumber()) {
                throw markers.reject("centers", "must be a list of four [x, y], not " + center);
            }
            Point point = new Point(center.get(0).doubleValue(), center.get(1).doubleValue());
            if (point.x() < 0
                    || point.y() < 0
                    || point.x() > page.first()
                    || point.y() > page.second()) {
                throw markers.reject(
                        "centers",
                        "%s is outside the page of %d x %d"
                                .formatted(center, page.first(), page.second()));
            }
            centers.add(point);
        }
        if (!list.isArray() || centers.size() != CORNERS) {
            throw markers.reject("centers", "must be a list of four [x, y]");
        }
        return centers;
    }

    private static void checkOrder(Settings markers, List<Point> at) throws TemplateRejected {
        boolean ordered =
                at.get(0).x() < at.get(1).x()
                        && at.get(2).x() < at.get(3).x()
                        && at.get(0).y() < at.get(2).y()
                        && at.get(1).y() < at.get(3).y();
        if (!ordered) {
            throw markers.reject(
                    "centers", "must be top left, top right, bottom left, bottom right");
        }
    }
}
