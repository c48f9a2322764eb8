package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds what may be bubbles: closed outlines (circles, ellipses, boxes), empty or filled, of which
/// many are alike.
final class BubbleSearch {
    // Print of any ink: dark rings, grey ones, and those of a pale colour.
    private static final int[] THRESHOLDS = {130, 175, 205, 228};

    private static final int LEAST_SIDE = 8;

    /// At most this part of the page's width.
    private static final int OF_PAGE = 8;

    /// More than any sheet has: a threshold that finds so many finds the grain of the paper or a
    /// pattern, and looking at each pair would take minutes.
    private static final int MOST = 5000;

    private static final double LEAST_ROUNDNESS = 0.84;
    private static final double MOST_UNEVEN = 2.6;
    private static final int FRAME = 3;

    /// A filled rectangle is a mark of the printer's.
    private static final double SOLID = 0.85;

    private static final double ALIKE = 0.18;

    /// Letters that are round are smaller than the bubbles around them.
    private static final double OF_LARGEST_FAMILY = 0.7;

    private static final int LEAST_FAMILY = 3;

    private BubbleSearch() {}

    /// Families of spots of one size each, the largest family first.
    static List<List<Spot>> families(GrayPicture evened) {
        List<List<Spot>> families = new ArrayList<>();
        List<Spot> left = new ArrayList<>(candidates(evened));
        double least = 0;
        while (left.size() >= LEAST_FAMILY) {
            List<Spot> family = largestFamily(left);
            if (family.size() < LEAST_FAMILY) {
                break;
            }
            left.removeAll(family);
            double side =
                    Math.sqrt((double) family.getFirst().width() * family.getFirst().height());
            if (side >= least) {
                families.add(family);
                least = Math.max(least, OF_LARGEST_FAMILY * side);
            }
        }
        return families;
    }

    private static List<Spot> candidates(GrayPicture evened) {
        List<Spot> found = new ArrayList<>();
        for (int threshold : THRESHOLDS) {
            List<Spot> closed =
                    Spots.of(evened, threshold, LEAST_SIDE, evened.width() / OF_PAGE).stream()
                            .filter(BubbleSearch::isClosed)
                            .toList();
            if (closed.size() <= MOST) {
                found.addAll(closed);
            }
        }
        found.sort(Comparator.comparingDouble(Spot::roundness).reversed());
        List<Spot> once = new ArrayList<>();
        for (Spot spot : found) {
            if (once.stream().noneMatch(spot::isLike)) {
                once.add(spot);
            }
        }
        return withoutFramesAndLetters(once);
    }

    private static boolean isClosed(Spot spot) {
        double uneven = (double) spot.width() / spot.height();
        boolean bar = spot.rectangle() >= spot.ellipse() && spot.solidity() > SOLID;
        return spot.roundness() >= LEAST_ROUNDNESS
                && !bar
                && uneven <= MOST_UNEVEN
                && uneven >= 1 / MOST_UNEVEN;
    }

    private static List<Spot> withoutFramesAndLetters(List<Spot> spots) {
        List<Spot> kept =
                spots.stream()
                        .filter(outer ->
                                spots.stream()
                                                .filter(inner -> !inner.equals(outer))
                                                .filter(outer::holds)
                                                .count()
                                        < FRAME)
                        .toList();
        return kept.stream()
                .filter(inner ->
                        kept.stream()
                                .noneMatch(outer -> !outer.equals(inner) && outer.holds(inner)))
                .toList();
    }

    /// The spots of the size that is most frequent; larger spots count for more.
    private static List<Spot> largestFamily(List<Spot> spots) {
        List<Spot> largest = List.of();
        double most = 0;
        for (Spot like : spots) {
            List<Spot> family = spots.stream().filter(spot -> isOneSize(spot, like)).toList();
            double weight = (double) family.size() * like.width() * like.height();
            if (weight > most) {
                most = weight;
                largest = family;
            }
        }
        return largest;
    }

    private static boolean isOneSize(Spot one, Spot other) {
        return Math.abs(one.width() - other.width()) <= 1 + ALIKE * other.width()
                && Math.abs(one.height() - other.height()) <= 1 + ALIKE * other.height();
    }
}
