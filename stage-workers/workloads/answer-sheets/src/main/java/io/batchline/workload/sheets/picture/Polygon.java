package io.batchline.workload.sheets.picture;

import java.util.ArrayList;
import java.util.List;

/// A closed line through points.
public record Polygon(List<Point> points) {
    public Polygon {
        points = List.copyOf(points);
    }

    public double area() {
        double doubled = 0;
        Point before = points.getLast();
        for (Point point : points) {
            doubled += before.x() * point.y() - before.y() * point.x();
            before = point;
        }
        return Math.abs(doubled) / 2;
    }

    public double perimeter() {
        double sum = 0;
        Point before = points.getLast();
        for (Point point : points) {
            sum += (float) Math.sqrt(point.squaredDistance(before));
            before = point;
        }
        return sum;
    }

    /// The corners that remain when points closer than the tolerance to the line between their
    /// neighbours are left out (Douglas and Peucker, 1973).
    public Polygon simplified(double tolerance) {
        return new Simplification(points, tolerance * tolerance).run();
    }

    private static final class Simplification {
        private final List<Point> points;
        private final int count;
        private final double squaredTolerance;
        private final List<Point> kept = new ArrayList<>();

        Simplification(List<Point> points, double squaredTolerance) {
            this.points = points;
            this.count = points.size();
            this.squaredTolerance = squaredTolerance;
        }

        Polygon run() {
            int start = 0;
            int offset = 0;
            double farthest = 0;
            // Starting anywhere, three looks for the farthest point end on two that are far apart.
            for (int look = 0; look < 3; look++) {
                start = (start + offset) % count;
                offset = 0;
                farthest = 0;
                for (int j = 1; j < count; j++) {
                    double distance =
                            points.get(start).squaredDistance(points.get((start + j) % count));
                    if (distance > farthest) {
                        farthest = distance;
                        offset = j;
                    }
                }
            }
            if (farthest <= squaredTolerance) {
                return new Polygon(List.of(points.get(start)));
            }
            int opposite = (start + offset) % count;
            keep(start, opposite);
            keep(opposite, start);
            return straightened();
        }

        /// Keeps the first point and what is needed up to the last, which is left to the stretch
        /// that follows.
        private void keep(int first, int last) {
            Point from = points.get(first);
            Point to = points.get(last);
            double dx = to.x() - from.x();
            double dy = to.y() - from.y();
            double farthest = 0;
            int split = first;
            for (int i = (first + 1) % count; i != last; i = (i + 1) % count) {
                Point point = points.get(i);
                double distance =
                        Math.abs((point.y() - from.y()) * dx - (point.x() - from.x()) * dy);
                if (distance > farthest) {
                    farthest = distance;
                    split = i;
                }
            }
            if (farthest * farthest <= squaredTolerance * (dx * dx + dy * dy)) {
                kept.add(from);
            } else {
                keep(first, split);
                keep(split, last);
            }
        }

        /// Leaves out corners on nearly straight lines that the splitting itself made.
        private Polygon straightened() {
            Point[] corners = kept.toArray(Point[]::new);
            int total = corners.length;
            int remaining = total;
            int read = total - 1;
            Point start = corners[read];
            read = (read + 1) % total;
            int write = read;
            Point corner = corners[read];
            read = (read + 1) % total;
            for (int i = 0; i < total && remaining > 2; i++) {
                Point end = corners[read];
                read = (read + 1) % total;
                if (isStraight(start, corner, end)) {
                    remaining--;
                    corners[write] = end;
                    start = end;
                    write = (write + 1) % total;
                    corner = corners[read];
                    read = (read + 1) % total;
                    i++;
                } else {
                    corners[write] = corner;
                    start = corner;
                    write = (write + 1) % total;
                    corner = end;
                }
            }
            return new Polygon(List.of(corners).subList(0, remaining));
        }

        private boolean isStraight(Point start, Point corner, Point end) {
            double dx = end.x() - start.x();
            double dy = end.y() - start.y();
            double distance = start.turn(corner, end);
            double onwards =
                    (corner.x() - start.x()) * (end.x() - corner.x())
                            + (corner.y() - start.y()) * (end.y() - corner.y());
            return distance * distance <= 0.5 * squaredTolerance * (dx * dx + dy * dy)
                    && dx != 0
                    && dy != 0
                    && onwards >= 0;
        }
    }
}
