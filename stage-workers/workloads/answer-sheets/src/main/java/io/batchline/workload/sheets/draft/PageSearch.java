package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.draft.MarkerSearch.Markers;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is on a page.
///
/// @param page upright, in the pixels that everything is measured in
/// @param processing the picture's size before its page was cut out; empty where it was not
/// @param bubbles in grids and beside them, those that lie in the code left out
/// @param unsure sentences about what a person should check
record PageSearch(
        GrayPicture page,
        Optional<GrayPicture> processing,
        Optional<Markers> markers,
        Optional<CodePlace> code,
        GridSearch.Grids bubbles,
        List<String> unsure) {
    // Bubbles of a millimetre and a half are nine pixels wide on a page of this size.
    private static final int MOST_WIDE = 1700;
    private static final int LEAST_WIDE = 900;

    private static final double NOTICEABLE_TURN = Math.toRadians(0.25);

    PageSearch {
        unsure = List.copyOf(unsure);
        bubbles = code.map(bubbles::outside).orElse(bubbles);
    }

    static PageSearch of(GrayPicture picture) {
        GrayPicture sized = sized(picture);
        Optional<Markers> markers = MarkerSearch.find(Evening.of(sized));
        return markers.isPresent()
                ? byMarkers(sized, markers.get())
                : PaperEdge.cut(sized)
                        .map(paper -> byRows(paper, Optional.of(sized)))
                        .orElseGet(() -> byRows(sized, Optional.empty()));
    }

    private static GrayPicture sized(GrayPicture picture) {
        int width = picture.width();
        if (width >= LEAST_WIDE && width <= MOST_WIDE) {
            return picture;
        }
        // Small pictures are made larger: a thin ring is otherwise broken by rounding.
        int wanted = width > MOST_WIDE ? MOST_WIDE : 2 * width;
        double scale = (double) wanted / width;
        return Scaling.to(picture, wanted, (int) Math.max(1, Math.round(picture.height() * scale)));
    }

    private static PageSearch byMarkers(GrayPicture sized, Markers found) {
        GrayPicture page = Straightening.by(found, sized);
        GrayPicture evened = Evening.of(page);
        Optional<Markers> markers = MarkerSearch.find(evened);
        return new PageSearch(
                page,
                Optional.empty(),
                markers.or(() -> Optional.of(found)),
                CodePlace.find(page),
                GridSearch.of(evened),
                List.of());
    }

    private static PageSearch byRows(GrayPicture sized, Optional<GrayPicture> processing) {
        GridSearch.Grids first = GridSearch.of(Evening.of(sized));
        List<String> unsure = new ArrayList<>();
        unsure.add(
                processing.isPresent()
                        ? "no markers in the corners: pages are found by the paper's edge, which takes a darker ground"
                        : "no markers in the corners: sheets read rightly only if they are scanned just like this one");
        double turn = Straightening.angle(first.grids());
        if (Math.abs(turn) > NOTICEABLE_TURN) {
            unsure.add(
                    "the picture is turned by %.1f degrees: the template is for sheets that are not"
                            .formatted(Math.toDegrees(turn)));
        }
        GrayPicture page = Straightening.by(first.grids(), sized);
        return new PageSearch(
                page,
                processing,
                Optional.empty(),
                CodePlace.find(page),
                page == sized ? first : GridSearch.of(Evening.of(page)),
                unsure);
    }
}
