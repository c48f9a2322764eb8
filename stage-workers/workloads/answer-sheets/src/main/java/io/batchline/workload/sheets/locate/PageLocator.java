package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.locate.PrintEvidence.Fit;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.qr.CodeBox;
import io.batchline.workload.sheets.qr.UprightCode;
import io.batchline.workload.sheets.template.CornerMarkers;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the page of a template by its corner markers: at any resolution, turned any way, at a
/// slant, in uneven light, with one marker gone. Immutable; used by many threads.
public final class PageLocator {
    /// How many cells of the thumbnail a marker is wide when the page fills the picture.
    private static final int CELLS = 8;

    private static final int LONGEST_SIDE = 900;
    private static final double[] DARKNESS = {0.5, 0.34, 0.68};
    private static final double DARKEST = 0.003;
    private static final double SMALLEST = 0.3;
    private static final double LARGEST = 1.45;
    private static final double TIGHTEST = 0.82;
    private static final double LOOSEST = 1.22;
    private static final double LONGEST = 2.2;
    private static final int LARGEST_BLOBS = 6;
    private static final int MOST_BLOBS = 16;
    private static final int MOST_PLACINGS = 12;
    private static final double CERTAIN = 6;

    /// How many bubbles tell at a glance which placings are worth a closer look, and how many then
    /// decide.
    private static final int GLANCE = 120;

    private static final int LOOK = 600;
    private static final int LOOKED_AT = 4;

    /// What a glance tells so many times over is not looked at again.
    private static final double TWICE = 2;

    /// So many standard errors must lie between the best way round and any other.
    private static final double APART = 4;

    private final SheetTemplate template;
    private final CornerMarkers markers;
    private final Placings placings;
    private final PrintEvidence glance;
    private final PrintEvidence look;

    /// Where the template says that a code is printed.
    private final Optional<CodeBox> codeBox;

    public PageLocator(SheetTemplate template, CornerMarkers markers) {
        this.template = template;
        this.markers = markers;
        this.placings = new Placings(markers);
        this.glance = new PrintEvidence(template, GLANCE);
        this.look = new PrintEvidence(template, LOOK);
        this.codeBox = template.codes().box();
    }

    public Location locate(GrayPicture picture) {
        double page = Math.max(template.page().first(), template.page().second());
        int longest = Math.max(picture.width(), picture.height());
        double side = markers.side() * longest / page;
        int coarsest = (longest + LONGEST_SIDE - 1) / LONGEST_SIDE;
        int cell = Math.max(1, Math.max((int) (side / CELLS), coarsest));
        int cells = Math.max(2, (int) Math.round(side / cell));
        Thumbnail thumbnail = Thumbnail.of(picture, cell, 3 * cells);
        int dark = thumbnail.quantile(DARKEST);
        int mostSeen = 0;
        boolean anyPlacing = false;
        for (double share : DARKNESS) {
            List<Blob> blobs = squares(thumbnail, (int) (dark + share * (255 - dark)), cells);
            mostSeen = Math.max(mostSeen, blobs.size());
            // Nothing on most pages is a larger square than the markers.
            List<Placing> ways =
                    placings.ofFour(blobs.subList(0, Math.min(LARGEST_BLOBS, blobs.size())));
            Optional<Placing> best = best(picture, ways);
            if (best.isEmpty()) {
                ways = placings.ofFour(blobs);
                best = best(picture, ways);
            }
            anyPlacing |= !ways.isEmpty();
            if (best.isEmpty()) {
                best = best(picture, placings.ofThree(blobs));
            }
            if (best.isPresent()) {
                Placing exact = refined(picture, best.get());
                return new Location.Found(exact.fromPage(), exact.centers(), exact.seen());
            }
        }
        return new Location.NotFound(
                anyPlacing
                        ? "the corner markers were found, but the bubbles do not tell which way is up"
                        : "the corner markers were not found: of the dark areas %d are squares of their size, and no three of them lie as the template has it"
                                .formatted(mostSeen));
    }

    /// The blobs that look like squares, largest first.
    private static List<Blob> squares(Thumbnail thumbnail, int threshold, int cells) {
        int fewest = Math.max(4, (int) (SMALLEST * cells * SMALLEST * cells));
        int most = (int) (LARGEST * cells * LARGEST * cells);
        return Blobs.of(thumbnail, threshold, fewest, most).stream()
                .filter(blob ->
                        blob.looseness() > TIGHTEST
                                && blob.looseness() < LOOSEST
                                && blob.elongation() < LONGEST)
                .sorted(Comparator.comparingDouble(Blob::area).reversed())
                .limit(MOST_BLOBS)
                .toList();
    }

    private record Tried(Placing placing, Fit fit) {}

    /// The placing that what is printed speaks for; empty where it speaks for none, or for several
    /// among which no code decides.
    private Optional<Placing> best(GrayPicture picture, List<Placing> ways) {
        List<Tried> glanced =
                tried(picture, glance, ways.subList(0, Math.min(MOST_PLACINGS, ways.size())))
                        .toList();
        if (isPlain(glanced)) {
            return Optional.of(glanced.getFirst().placing);
        }
        List<Placing> likely = glanced.stream().limit(LOOKED_AT).map(Tried::placing).toList();
        Optional<Placing> best = certain(picture, tried(picture, look, likely).toList());
        // Where little is printed it has to be looked for in exactly the right place.
        return best.isPresent()
                ? best
                : certain(
                        picture,
                        tried(
                                        picture,
                                        look,
                                        likely.stream().map(way -> refined(picture, way)).toList())
                                .toList());
    }

    /// Whether the best is far better than nothing, and than every other way round, and there is no
    /// other that nearly is it.
    private static boolean isPlain(List<Tried> tried) {
        if (tried.isEmpty() || tried.getFirst().fit.certainty() < TWICE * CERTAIN) {
            return false;
        }
        Tried first = tried.getFirst();
        return tried.stream()
                .skip(1)
                .allMatch(other ->
                        isTurned(other.placing, first.placing)
                                && first.fit.over(other.fit) > TWICE * APART);
    }

    private Optional<Placing> certain(GrayPicture picture, List<Tried> tried) {
        if (tried.isEmpty() || tried.getFirst().fit.certainty() < CERTAIN) {
            return Optional.empty();
        }
        Tried first = tried.getFirst();
        List<Placing> asGood =
                tried.stream()
                        .filter(other ->
                                first.fit.over(other.fit) < APART
                                        && isTurned(other.placing, first.placing))
                        .map(Tried::placing)
                        .toList();
        return asGood.isEmpty()
                ? Optional.of(first.placing)
                : wayUp(picture, Stream.concat(Stream.of(first.placing), asGood.stream()).toList());
    }

    /// Of several ways round that bubbles alone do not tell apart.
    ///
    /// @param ways best first
    private Optional<Placing> wayUp(GrayPicture picture, List<Placing> ways) {
        List<Placing> coded = ways.stream().filter(way -> standsUpright(picture, way)).toList();
        if (!coded.isEmpty()) {
            Placing first = coded.getFirst();
            return coded.stream().anyMatch(way -> isTurned(way, first))
                    ? Optional.empty()
                    : Optional.of(first);
        }
        // A form that looks the same both ways is taken as the picture has it: nothing on it could
        // tell but a code.
        return Symmetry.of(template, markers)
                ? ways.stream().min(Comparator.comparingDouble(Placing::turn))
                : Optional.empty();
    }

    /// Whether a code stands upright where the page would have its code.
    private boolean standsUpright(GrayPicture picture, Placing way) {
        return codeBox.filter(box ->
                        UprightCode.isIn(
                                CodePlace.flat(picture, way.fromPage(), box, template.page())))
                .isPresent();
    }

    /// Best first.
    private static Stream<Tried> tried(
            GrayPicture picture, PrintEvidence print, List<Placing> placings) {
        return placings.stream()
                .map(placing -> new Tried(placing, print.fit(picture, placing.fromPage())))
                .sorted(Comparator.comparingDouble((Tried one) -> one.fit.difference()).reversed());
    }

    private static boolean isTurned(Placing one, Placing other) {
        Point a = one.centers().getFirst();
        Point b = other.centers().getFirst();
        double diagonal = a.squaredDistance(one.centers().getLast());
        return a.squaredDistance(b) > diagonal / 16;
    }

    private Placing refined(GrayPicture picture, Placing placing) {
        MarkerEdges edges = new MarkerEdges(picture);
        Projection map = placing.fromPage();
        List<Point> centers = placing.centers();
        for (int round = 0; round < 2; round++) {
            List<Point> next = new ArrayList<>();
            for (Point center : markers.centers()) {
                next.add(edges.center(map, center, markers.side()));
            }
            centers = next;
            map =
                    Projection.between(
                            markers.centers().toArray(Point[]::new), centers.toArray(Point[]::new));
        }
        return new Placing(map, centers, placing.seen(), placing.misfit());
    }
}
