package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds four solid squares of one size in the corners of a page.
final class MarkerSearch {
    private static final int DARK = 110;
    private static final double SOLID = 0.86;
    private static final double LEAST_LIKENESS = 0.9;

    /// Parts of the page's width that a marker's side may be.
    private static final int SMALLEST = 120;

    private static final int LARGEST = 12;

    private static final double ONE_SIZE = 0.2;

    /// How far four of them may be from a parallelogram, as a part of the page's width.
    private static final double CROOKED = 0.04;

    /// How much of the page's width and height they span at least.
    private static final double SPAN = 0.5;

    private static final int TRIED = 5;

    private MarkerSearch() {}

    /// The markers of an upright page.
    ///
    /// @param centers top left, top right, bottom left, bottom right
    record Markers(double side, List<Point> centers) {
        Markers {
            centers = List.copyOf(centers);
        }
    }

    static Optional<Markers> find(GrayPicture evened) {
        int width = evened.width();
        List<Spot> squares =
                Spots.of(evened, DARK, Math.max(6, width / SMALLEST), width / LARGEST).stream()
                        .filter(MarkerSearch::isSquare)
                        .toList();
        List<List<Spot>> corners = new ArrayList<>();
        for (int corner = 0; corner < 4; corner++) {
            int x = corner % 2 * width;
            int y = corner / 2 * evened.height();
            corners.add(
                    squares.stream()
                            .sorted(
                                    Comparator.comparingDouble(
                                            spot -> center(spot).squaredDistance(new Point(x, y))))
                            .limit(TRIED)
                            .toList());
        }
        return outermost(corners, evened);
    }

    private static boolean isSquare(Spot spot) {
        return spot.rectangle() >= LEAST_LIKENESS
                && spot.solidity() >= SOLID
                && Math.abs(spot.width() - spot.height())
                        <= 1 + ONE_SIZE / 2 * Math.max(spot.width(), spot.height());
    }

    private static Point center(Spot spot) {
        return new Point(spot.centerX(), spot.centerY());
    }

    private static Optional<Markers> outermost(List<List<Spot>> corners, GrayPicture page) {
        Optional<Markers> best = Optional.empty();
        double widest = 0;
        for (Spot topLeft : corners.get(0)) {
            for (Spot topRight : corners.get(1)) {
                for (Spot bottomLeft : corners.get(2)) {
                    for (Spot bottomRight : corners.get(3)) {
                        List<Spot> four = List.of(topLeft, topRight, bottomLeft, bottomRight);
                        double span = span(four);
                        if (span > widest && isFrame(four, page)) {
                            widest = span;
                            best = Optional.of(markers(four));
                        }
                    }
                }
            }
        }
        return best;
    }

    private static double span(List<Spot> four) {
        return four.get(3).centerX()
                - four.get(0).centerX()
                + four.get(1).centerX()
                - four.get(2).centerX()
                + four.get(2).centerY()
                - four.get(1).centerY()
                + four.get(3).centerY()
                - four.get(0).centerY();
    }

    private static boolean isFrame(List<Spot> four, GrayPicture page) {
        double side = four.getFirst().width();
        boolean oneSize =
                four.stream()
                        .allMatch(spot -> Math.abs(spot.width() - side) <= 2 + ONE_SIZE * side);
        double crookedX =
                four.get(0).centerX()
                        - four.get(1).centerX()
                        - four.get(2).centerX()
                        + four.get(3).centerX();
        double crookedY =
                four.get(0).centerY()
                        - four.get(1).centerY()
                        - four.get(2).centerY()
                        + four.get(3).centerY();
        double crooked = CROOKED * page.width();
        return oneSize
                && Math.abs(crookedX) <= crooked
                && Math.abs(crookedY) <= crooked
                && four.get(1).centerX() - four.get(0).centerX() >= SPAN * page.width()
                && four.get(2).centerY() - four.get(0).centerY() >= SPAN * page.height();
    }

    private static Markers markers(List<Spot> four) {
        double side =
                four.stream().mapToDouble(spot -> Math.sqrt(spot.pixels())).average().orElseThrow();
        return new Markers(side, four.stream().map(MarkerSearch::center).toList());
    }
}
