package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.locate.Location;
import io.batchline.workload.sheets.locate.PageLocator;
import io.batchline.workload.sheets.picture.Detail;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.prepare.Prepared;
import io.batchline.workload.sheets.prepare.Prepared.Failed;
import io.batchline.workload.sheets.prepare.Prepared.Ready;
import io.batchline.workload.sheets.prepare.Steps;
import io.batchline.workload.sheets.read.MarkReader.Marks;
import io.batchline.workload.sheets.read.SheetReading.Cause;
import io.batchline.workload.sheets.read.SheetReading.Unreadable;
import io.batchline.workload.sheets.template.ReadingWay;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.util.Optional;

/// One way of finding a page in a picture and reading its marks. Immutable; used by many threads.
@FunctionalInterface
interface PageReading {
    /// A bubble of so many pixels shows letters and strokes apart.
    int BUBBLE = 16;

    Alignment align(GrayPicture picture);

    /// What came of finding the page.
    sealed interface Alignment {}

    /// The page was found; its marks are read when asked for.
    record Aligned(PageView view, MarkReading marks) implements Alignment {
        Marks read() {
            return marks.read(view);
        }
    }

    record Unaligned(Unreadable why) implements Alignment {}

    /// Reads marks where the page is found already.
    @FunctionalInterface
    interface MarkReading {
        Marks read(PageView view);
    }

    /// Where a template has markers and is read natively, the picture is searched for them as it
    /// came; else its own steps are applied first.
    static PageReading of(ReadingWay way, SheetTemplate template, Steps steps) {
        return switch (way) {
            case COMPATIBLE -> {
                MarkReader marks = new MarkReader(template);
                yield picture ->
                        prepared(steps, marks, picture, view -> marks.read(view.picture()));
            }
            case NATIVE -> {
                NativeMarks marks = new NativeMarks(template);
                Optional<PageLocator> locator =
                        template.own().markers().map(markers -> new PageLocator(template, markers));
                MarkReader view = new MarkReader(template);
                yield picture ->
                        locator.isPresent()
                                ? located(locator.get(), picture, marks::read)
                                : prepared(steps, view, picture, marks::read);
            }
        };
    }

    /// How large a picture must be. A template's own steps begin by bringing it to one size, which
    /// rounds as it does only from every pixel.
    static Detail detail(ReadingWay way, SheetTemplate template) {
        if (way == ReadingWay.COMPATIBLE || template.own().markers().isEmpty()) {
            return Detail.FULL;
        }
        int smallest =
                template.blocks().stream()
                        .mapToInt(block ->
                                Math.min(block.bubbleSize().first(), block.bubbleSize().second()))
                        .min()
                        .orElse(1);
        int shortSide = Math.min(template.page().first(), template.page().second());
        return Detail.showing(smallest, shortSide, BUBBLE).and(Detail.PAGE);
    }

    private static Alignment prepared(
            Steps steps, MarkReader marks, GrayPicture picture, MarkReading reading) {
        Prepared prepared = steps.apply(picture);
        return switch (prepared) {
            case Ready ready -> new Aligned(marks.view(ready.picture()), reading);
            case Failed failed -> new Unaligned(new Unreadable(cause(failed), failed.message()));
        };
    }

    private static Alignment located(
            PageLocator locator, GrayPicture picture, MarkReading reading) {
        return switch (locator.locate(picture)) {
            case Location.Found found ->
                    new Aligned(new PageView(picture, found.fromPage()), reading);
            case Location.NotFound(String message) ->
                    new Unaligned(new Unreadable(Cause.NO_MARKERS, message));
        };
    }

    private static Cause cause(Failed failed) {
        return switch (failed.failure()) {
            case PAGE -> Cause.NO_PAGE;
            case MARKERS -> Cause.NO_MARKERS;
            case ALIGNMENT -> Cause.NO_ALIGNMENT;
        };
    }
}
