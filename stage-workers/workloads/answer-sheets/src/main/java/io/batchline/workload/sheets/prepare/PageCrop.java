package io.batchline.workload.sheets.prepare;

import io.batchline.workload.sheets.picture.Borders;
import io.batchline.workload.sheets.picture.Edges;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Hull;
import io.batchline.workload.sheets.picture.Morphology;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Polygon;
import io.batchline.workload.sheets.picture.Smoothing;
import io.batchline.workload.sheets.picture.Tone;
import io.batchline.workload.sheets.prepare.Prepared.Failed;
import io.batchline.workload.sheets.prepare.Prepared.Failure;
import io.batchline.workload.sheets.prepare.Prepared.Ready;
import io.batchline.workload.sheets.template.Settings.Pair;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the paper as the largest near-rectangle whose edge stands out, and crops to it.
final class PageCrop implements Step {
    private static final double LEAST_AREA = 80_000;
    private static final double TOLERANCE = 0.025;
    private static final double MOST_COSINE = 0.35;
    private static final int CANDIDATES = 5;
    private static final int BRIGHTEST = 200;
    private static final int WEAK_EDGE = 55;
    private static final int STRONG_EDGE = 185;

    private final Pair closing;
    private final Smoothing smoothing = Smoothing.gaussian(3);

    PageCrop(Pair closing) {
        this.closing = closing;
    }

    @Override
    public Prepared apply(GrayPicture picture) {
        GrayPicture clear = Tone.stretched(smoothing.apply(picture));
        return findPage(clear)
                .<Prepared>map(page -> new Ready(FourPointCrop.crop(clear, page.points())))
                .orElseGet(() ->
                        new Failed(
                                Failure.PAGE,
                                "the paper's edge was not found: no near-rectangle of at"
                                        + " least %d pixels stands out"
                                                .formatted((long) LEAST_AREA)));
    }

    private Optional<Polygon> findPage(GrayPicture clear) {
        GrayPicture capped = Tone.stretched(Tone.capped(clear, BRIGHTEST));
        GrayPicture closed = Morphology.closed(capped, closing.first(), closing.second());
        return Borders.of(Edges.of(closed, WEAK_EDGE, STRONG_EDGE)).stream()
                .map(Hull::of)
                .sorted(Comparator.comparingDouble(Polygon::area).reversed())
                .limit(CANDIDATES)
                .filter(hull -> hull.area() >= LEAST_AREA)
                .map(hull -> hull.simplified(TOLERANCE * hull.perimeter()))
                .filter(PageCrop::isNearRectangle)
                .findFirst();
    }

    private static boolean isNearRectangle(Polygon polygon) {
        List<Point> corners = polygon.points();
        if (corners.size() != 4) {
            return false;
        }
        // Three of the four corners are looked at, as the format's own reader does.
        for (int i = 1; i < 4; i++) {
            double cosine = cosine(corners.get(i), corners.get(i - 1), corners.get((i + 1) % 4));
            if (Math.abs(cosine) >= MOST_COSINE) {
                return false;
            }
        }
        return true;
    }

    private static double cosine(Point corner, Point a, Point b) {
        double ax = a.x() - corner.x();
        double ay = a.y() - corner.y();
        double bx = b.x() - corner.x();
        double by = b.y() - corner.y();
        return (ax * bx + ay * by) / Math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by) + 1e-10);
    }
}
