package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.template.CornerMarkers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Tries which blobs may be which of the template's markers.
final class Placings {
    private static final int TOP_LEFT = 0;
    private static final int TOP_RIGHT = 1;
    private static final int BOTTOM_LEFT = 2;
    private static final int BOTTOM_RIGHT = 3;

    /// Clockwise.
    private static final int[] ROUND = {TOP_LEFT, TOP_RIGHT, BOTTOM_RIGHT, BOTTOM_LEFT};

    /// How much larger or smaller than expected an area may be in a first, quick look.
    private static final double ABOUT = 2.2;

    /// How much larger or smaller than the mean of four a marker may be, near or far or torn.
    private static final double UNEVEN = 2;

    private final CornerMarkers markers;
    private final double quadrangle;

    /// Squared, in squared sides of a marker.
    private final double diagonal;

    Placings(CornerMarkers markers) {
        this.markers = markers;
        this.quadrangle = area(ROUND, markers.centers());
        double longest =
                Math.max(
                        markers.centers()
                                .get(TOP_LEFT)
                                .squaredDistance(markers.centers().get(BOTTOM_RIGHT)),
                        markers.centers()
                                .get(TOP_RIGHT)
                                .squaredDistance(markers.centers().get(BOTTOM_LEFT)));
        this.diagonal = longest / (markers.side() * markers.side());
    }

    /// The ways to lay the page on four of the blobs, best first.
    List<Placing> ofFour(List<Blob> blobs) {
        List<Placing> found = new ArrayList<>();
        int count = blobs.size();
        for (int a = 0; a < count; a++) {
            for (int b = a + 1; b < count; b++) {
                for (int c = b + 1; c < count; c++) {
                    for (int d = c + 1; d < count; d++) {
                        four(found, blobs.get(a), blobs.get(b), blobs.get(c), blobs.get(d));
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble(Placing::misfit));
        return found;
    }

    private void four(List<Placing> found, Blob... four) {
        double mean = (four[0].area() + four[1].area() + four[2].area() + four[3].area()) / 4;
        double side = markers.side();
        if (!aboutRight(four, mean)) {
            return;
        }
        Blob[] round = clockwise(four);
        double seen = area(round) / mean;
        double expected = quadrangle / (side * side);
        if (seen > ABOUT * expected || seen * ABOUT < expected || !convex(round)) {
            return;
        }
        for (int turn = 0; turn < 4; turn++) {
            Blob[] placed = new Blob[4];
            for (int i = 0; i < 4; i++) {
                placed[ROUND[i]] = round[(i + turn) % 4];
            }
            List<Point> centers = centers(placed);
            Projection map =
                    Projection.between(
                            markers.centers().toArray(Point[]::new), centers.toArray(Point[]::new));
            double misfit = misfit(map, placed);
            if (Double.isFinite(misfit)) {
                found.add(new Placing(map, centers, 4, misfit));
            }
        }
    }

    /// Whether sizes are alike and places far enough apart: most fours fail this, and it is quick.
    private boolean aboutRight(Blob[] four, double mean) {
        double farthest = 0;
        for (int i = 0; i < 4; i++) {
            if (four[i].area() > UNEVEN * mean || four[i].area() * UNEVEN < mean) {
                return false;
            }
            for (int k = i + 1; k < 4; k++) {
                farthest = Math.max(farthest, four[i].center().squaredDistance(four[k].center()));
            }
        }
        double seen = farthest / mean;
        return seen < ABOUT * diagonal && seen * ABOUT > diagonal;
    }

    /// The ways to lay the page on three of the blobs where the fourth marker is not to be seen;
    /// the page is then taken to lie flat.
    List<Placing> ofThree(List<Blob> blobs) {
        List<Placing> found = new ArrayList<>();
        int count = blobs.size();
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                for (int c = 0; c < count; c++) {
                    if (a != b && b != c && a != c) {
                        for (int missing = 0; missing < 4; missing++) {
                            three(found, missing, blobs.get(a), blobs.get(b), blobs.get(c));
                        }
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble(Placing::misfit));
        return found;
    }

    private void three(List<Placing> found, int missing, Blob... three) {
        Blob[] placed = new Blob[4];
        int next = 0;
        for (int corner = 0; corner < 4; corner++) {
            if (corner != missing) {
                placed[corner] = three[next++];
            }
        }
        int opposite = 3 - missing;
        int beside = missing ^ 1;
        int other = missing ^ 2;
        Point origin = placed[opposite].center();
        Point u = placed[beside].center();
        Point v = placed[other].center();
        double mean = (three[0].area() + three[1].area() + three[2].area()) / 3;
        double expected = quadrangle / (markers.side() * markers.side());
        double seen = Math.abs(origin.turn(u, v)) / mean;
        if (seen > ABOUT * expected || seen * ABOUT < expected) {
            return;
        }
        Projection map = flat(opposite, beside, other, origin, u, v);
        double misfit = misfit(map, placed);
        if (Double.isFinite(misfit)) {
            List<Point> centers = new ArrayList<>();
            for (int corner = 0; corner < 4; corner++) {
                centers.add(map.apply(markers.centers().get(corner)));
            }
            found.add(new Placing(map, centers, 3, misfit));
        }
    }

    private Projection flat(int o, int b, int c, Point origin, Point u, Point v) {
        Point po = markers.centers().get(o);
        Point pb = markers.centers().get(b);
        Point pc = markers.centers().get(c);
        Point[] from = {po, pb, pc, beyond(po, pb, pc)};
        Point[] to = {origin, u, v, beyond(origin, u, v)};
        return Projection.between(from, to);
    }

    private static Point beyond(Point origin, Point u, Point v) {
        return new Point(u.x() + v.x() - origin.x(), u.y() + v.y() - origin.y());
    }

    private double misfit(Projection map, Blob[] placed) {
        double misfit = 0;
        for (int corner = 0; corner < placed.length && Double.isFinite(misfit); corner++) {
            if (placed[corner] != null) {
                Point center = markers.centers().get(corner);
                misfit +=
                        Tilt.at(map, center, markers.side() / 2)
                                .misfit(placed[corner], markers.side());
            }
        }
        return misfit;
    }

    private static Blob[] clockwise(Blob[] blobs) {
        double x = 0;
        double y = 0;
        for (Blob blob : blobs) {
            x += blob.center().x() / blobs.length;
            y += blob.center().y() / blobs.length;
        }
        Point middle = new Point(x, y);
        Blob[] round = blobs.clone();
        Arrays.sort(
                round,
                Comparator.comparingDouble(blob ->
                        Math.atan2(
                                blob.center().y() - middle.y(), blob.center().x() - middle.x())));
        return round;
    }

    private static boolean convex(Blob[] round) {
        for (int i = 0; i < 4; i++) {
            Point corner = round[i].center();
            if (corner.turn(round[(i + 1) % 4].center(), round[(i + 2) % 4].center()) <= 0) {
                return false;
            }
        }
        return true;
    }

    private static double area(Blob[] round) {
        return area(new int[] {0, 1, 2, 3}, centers(round));
    }

    private static List<Point> centers(Blob[] four) {
        return List.of(four[0].center(), four[1].center(), four[2].center(), four[3].center());
    }

    private static double area(int[] order, List<Point> points) {
        double twice = 0;
        for (int i = 0; i < order.length; i++) {
            Point from = points.get(order[i]);
            Point to = points.get(order[(i + 1) % order.length]);
            twice += from.x() * to.y() - to.x() * from.y();
        }
        return Math.abs(twice) / 2;
    }
}
