package io.batchline.workload.sheets.prepare;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Morphology;
import io.batchline.workload.sheets.picture.Outline;
import io.batchline.workload.sheets.picture.Pattern;
import io.batchline.workload.sheets.picture.PatternSearch;
import io.batchline.workload.sheets.picture.PatternSearch.Area;
import io.batchline.workload.sheets.picture.PatternSearch.Match;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Scaling;
import io.batchline.workload.sheets.picture.Smoothing;
import io.batchline.workload.sheets.picture.Tone;
import io.batchline.workload.sheets.prepare.Prepared.Failed;
import io.batchline.workload.sheets.prepare.Prepared.Failure;
import io.batchline.workload.sheets.prepare.Prepared.Ready;
import io.batchline.workload.sheets.template.Preparation.CropOnMarkers;
import io.batchline.workload.sheets.template.Settings.Pair;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the same marker in four corners of a picture and crops to the markers' centres.
///
/// The marker's scale is searched once over the whole picture; the corners are then searched at
/// that scale alone.
final class MarkerCrop implements Step {
    private static final double LEAST_SCORE = 0.1;
    private static final double FAR_BEHIND = 0.2;
    private static final double CLEAR = 0.8;
    private static final int ERODED = 21;
    private static final int OUTLINE_GREY = 150;
    private static final int OUTLINE_WIDTH = 2;
    private static final byte WHITE = (byte) 255;
    private static final List<String> CORNERS =
            List.of("top left", "top right", "bottom left", "bottom right");

    private final CropOnMarkers options;

    /// From the largest scale down.
    private final List<Pattern> markers;

    private MarkerCrop(CropOnMarkers options, List<Pattern> markers) {
        this.options = options;
        this.markers = List.copyOf(markers);
    }

    static MarkerCrop open(CropOnMarkers options, Pair page, GrayPicture picture)
            throws TemplateRejected {
        GrayPicture marker = edged(options, sized(options, page, picture));
        List<Pattern> markers = new ArrayList<>();
        for (int percent = options.scales().second();
                percent > options.scales().first();
                percent -= options.step()) {
            markers.add(new Pattern(scaled(options, marker, percent / 100.0)));
        }
        if (markers.getFirst().width() > page.first()
                || markers.getFirst().height() > page.second()) {
            throw new TemplateRejected(
                    options.picture(),
                    "",
                    "as a marker is %d x %d, larger than the picture it is searched in, %d x %d"
                            .formatted(
                                    markers.getFirst().width(),
                                    markers.getFirst().height(),
                                    page.first(),
                                    page.second()));
        }
        return new MarkerCrop(options, markers);
    }

    private static GrayPicture sized(CropOnMarkers options, Pair page, GrayPicture marker)
            throws TemplateRejected {
        if (options.widthRatio() == 0) {
            return marker;
        }
        double width = (double) page.first() / options.widthRatio();
        return resized(
                options, marker, (int) width, (int) (marker.height() * width / marker.width()));
    }

    private static GrayPicture scaled(CropOnMarkers options, GrayPicture marker, double scale)
            throws TemplateRejected {
        int height = (int) (marker.height() * scale);
        int width = (int) ((double) (marker.width() * height) / marker.height());
        return resized(options, marker, width, height);
    }

    private static GrayPicture resized(
            CropOnMarkers options, GrayPicture marker, int width, int height)
            throws TemplateRejected {
        if (width < 1 || height < 1) {
            throw new TemplateRejected(
                    "template.json",
                    "preProcessors.CropOnMarkers",
                    "scales the marker '%s' to %d x %d pixels"
                            .formatted(options.picture(), width, height));
        }
        return Scaling.to(marker, width, height);
    }

    private static GrayPicture edged(CropOnMarkers options, GrayPicture marker) {
        GrayPicture clear = Tone.stretched(Smoothing.gaussian(5).apply(marker));
        return options.subtractEroded()
                ? Tone.less(clear, Morphology.eroded(clear, ERODED, ERODED))
                : clear;
    }

    @Override
    public Prepared apply(GrayPicture picture) {
        GrayPicture searched = searched(picture);
        int middle = searched.width() / 2;
        int third = searched.height() / 3;
        whiten(searched, middle, third);
        PatternSearch search = new PatternSearch(searched);
        List<Area> corners =
                List.of(
                        new Area(0, 0, middle, third),
                        new Area(middle, 0, searched.width(), third),
                        new Area(0, third, middle, searched.height()),
                        new Area(middle, third, searched.width(), searched.height()));
        Best best = bestScale(search, corners);
        if (best.score() <= 0) {
            return failed(
                    "no marker like '%s' is on the page: nothing scores %.2f"
                            .formatted(options.picture(), least()));
        }
        return cropped(picture, search, best, corners);
    }

    private Prepared cropped(
            GrayPicture picture, PatternSearch search, Best best, List<Area> corners) {
        GrayPicture outlined = picture.copy();
        Pattern marker = best.marker();
        List<Point> centres = new ArrayList<>();
        for (int i = 0; i < corners.size(); i++) {
            float needed = Math.max(least(), (float) (best.score() - options.variation()));
            Match start = search.promising(marker, corners.get(i));
            Match match = search.best(marker, corners.get(i), Math.max(needed, start.score()));
            if (match.score() < options.minimum()
                    || Math.abs(best.score() - match.score()) >= options.variation()) {
                return failed(
                        "no marker was found in the %s corner: nothing there scores %.2f, and the page's best scores %.2f"
                                .formatted(CORNERS.get(i), needed, best.score()));
            }
            int right = match.x() + marker.width();
            int bottom = match.y() + marker.height();
            Outline.draw(
                    outlined, match.x(), match.y(), right, bottom, OUTLINE_WIDTH, OUTLINE_GREY);
            centres.add(
                    new Point(match.x() + marker.width() / 2.0, match.y() + marker.height() / 2.0));
        }
        return new Ready(FourPointCrop.crop(outlined, centres));
    }

    /// The page keeps its greys where the marker is reduced to its edge, and the other way round:
    /// the format's own reader has it so.
    private GrayPicture searched(GrayPicture picture) {
        return Tone.stretched(
                options.subtractEroded()
                        ? picture
                        : Tone.less(picture, Morphology.eroded(picture, ERODED, ERODED)));
    }

    /// A white cross parts the corners, so that no match reaches from one into another.
    private static void whiten(GrayPicture picture, int middle, int third) {
        int width = picture.width();
        for (int y = 0; y < picture.height(); y++) {
            int until = Math.min(middle + 2, width);
            Arrays.fill(picture.pixels(), y * width + middle, y * width + until, WHITE);
        }
        int until = Math.min(third + 2, picture.height());
        Arrays.fill(picture.pixels(), third * width, until * width, WHITE);
    }

    /// Where a corner shows the marker clearly the scale is the one that fits best there. Else
    /// every scale is searched through, but those whose promising matches all stay far behind
    /// another's.
    private Best bestScale(PatternSearch search, List<Area> corners) {
        float[] promises = new float[markers.size()];
        float start = least();
        int fitting = 0;
        for (int i = 0; i < promises.length; i++) {
            Pattern marker = markers.get(i);
            promises[i] = 0;
            for (Area corner : corners) {
                promises[i] = Math.max(promises[i], search.promising(marker, corner).score());
            }
            if (promises[i] > start) {
                start = promises[i];
                fitting = i;
            }
        }
        if (start >= CLEAR) {
            return new Best(markers.get(fitting), start);
        }
        Best best = new Best(markers.getFirst(), 0);
        for (int i = 0; i < promises.length; i++) {
            if (promises[i] < start - FAR_BEHIND) {
                continue;
            }
            float needed = Math.max(start, best.score());
            float score = search.best(markers.get(i), search.everywhere(), needed).score();
            if (score > best.score()) {
                best = new Best(markers.get(i), score);
            }
        }
        return best;
    }

    /// Under the minimum no corner can be found, so no score there matters; and nothing that scores
    /// next to nothing is a marker.
    private float least() {
        return (float) Math.max(options.minimum(), LEAST_SCORE);
    }

    private static Failed failed(String message) {
        return new Failed(Failure.MARKERS, message);
    }

    private record Best(Pattern marker, float score) {}
}
