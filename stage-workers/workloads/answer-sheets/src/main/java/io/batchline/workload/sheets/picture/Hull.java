package io.batchline.workload.sheets.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The convex hull of the pixels of a border.
///
/// Where its corners begin is fixed too, since what a polygon is simplified to can depend on that:
/// at the corner that comes first on the border where the hull runs along with it, at the last
/// where it runs against it, and else at the rightmost.
public final class Hull {
    private final List<Point> points;

    private Hull(List<Point> points) {
        this.points = points;
    }

    public static Polygon of(List<Point> border) {
        return new Hull(border).run();
    }

    private Polygon run() {
        List<Integer> sorted =
                IntStream.range(0, points.size())
                        .boxed()
                        .sorted(
                                Comparator.<Integer>comparingDouble(i -> points.get(i).x())
                                        .thenComparingDouble(i -> points.get(i).y()))
                        .toList();
        List<Integer> corners = new ArrayList<>(chain(sorted.reversed()));
        List<Integer> back = chain(sorted);
        if (back.size() > 1) {
            corners.removeLast();
            back.removeLast();
            corners.addAll(back);
        }
        int first = first(corners);
        List<Point> hull = new ArrayList<>();
        for (int i = 0; i < corners.size(); i++) {
            hull.add(points.get(corners.get((first + i) % corners.size())));
        }
        return new Polygon(hull);
    }

    /// The corners on one side, from the first of the sorted points to the last.
    private List<Integer> chain(List<Integer> sorted) {
        List<Integer> chain = new ArrayList<>();
        for (int i : sorted) {
            if (!chain.isEmpty() && points.get(chain.getLast()).equals(points.get(i))) {
                continue;
            }
            while (chain.size() > 1
                    && points.get(chain.get(chain.size() - 2))
                                    .turn(points.get(chain.getLast()), points.get(i))
                            <= 0) {
                chain.removeLast();
            }
            chain.add(i);
        }
        return chain;
    }

    private static int first(List<Integer> corners) {
        int count = corners.size();
        int rises = 0;
        int lowest = 0;
        int highest = 0;
        for (int i = 0; i < count; i++) {
            if (corners.get(i) < corners.get((i + 1) % count)) {
                rises++;
            }
            lowest = corners.get(i) < corners.get(lowest) ? i : lowest;
            highest = corners.get(i) > corners.get(highest) ? i : highest;
        }
        if (count < 3) {
            return 0;
        }
        if (rises == count - 1) {
            return lowest;
        }
        return rises == 1 ? highest : 0;
    }
}
