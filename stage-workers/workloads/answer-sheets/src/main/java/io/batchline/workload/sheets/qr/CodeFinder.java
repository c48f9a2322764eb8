package io.batchline.workload.sheets.qr;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Scaling;
import io.batchline.workload.sheets.picture.Shrinking;
import io.batchline.workload.sheets.picture.Smoothing;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;

/// Finds the code that says what a sheet is: QR in any corner and turned any way, or Code 128 along
/// or across the page.
///
/// What is quick comes first: the place where the code is printed, at half size; then the other
/// corners, then the page, then bars, and only then the thorough ways. Of several codes the one
/// that is wanted counts, otherwise the one in its place, otherwise the one found first.
public final class CodeFinder {
    /// A page this wide shows a printed module of 0.4 mm by two pixels.
    private static final int SMALL_WIDTH = 1000;

    /// A picture with no more pixels is looked through in full before it is given up; where a code
    /// was seen, or should be, any is.
    private static final int MOST_IN_FULL = 6_500_000;

    private static final int TURNS = 4;

    private static final double MARGIN = 0.06;

    /// Most scans lie straighter, and in half the area a code is found in half the time.
    private static final double SMALL_MARGIN = 0.02;

    private static final Smoothing SMOOTHING = Smoothing.gaussian(3);
    private static final Smoothing STRONG_SMOOTHING = Smoothing.gaussian(7);

    private final GrayPicture picture;
    private final CodeBox box;
    private final Predicate<String> wanted;
    private final SequencedSet<String> texts = new LinkedHashSet<>();
    private boolean seen;

    private CodeFinder(GrayPicture picture, CodeBox box, Predicate<String> wanted) {
        this.picture = picture;
        this.box = box;
        this.wanted = wanted;
    }

    /// Looks for the code of a page, whichever way up it lies.
    ///
    /// @param printed where on the upright page it is printed; empty where nobody says
    /// @param wanted whether a text is one that counts; further codes are looked for until one is
    public static CodeSearch find(
            GrayPicture picture, Optional<CodeBox> printed, Predicate<String> wanted) {
        CodeBox box = printed.map(place -> place.widened(MARGIN)).orElse(CodeBox.UPPER_RIGHT);
        return new CodeFinder(picture, box, wanted)
                .search(printed.map(place -> place.widened(SMALL_MARGIN)));
    }

    /// Looks for a code in the picture of the place where it is printed, which shows little else:
    /// each way costs little, so all are gone.
    public static CodeSearch findInPlace(GrayPicture place, Predicate<String> wanted) {
        return new CodeFinder(place, CodeBox.WHOLE, wanted).inPlace();
    }

    private CodeSearch inPlace() {
        return result(
                look(picture, Blackness.GLOBAL)
                        .or(() -> look(picture, Blackness.LOCAL))
                        .or(() -> look(EvenLight.on(picture), Blackness.GLOBAL))
                        .or(this::withoutGrain)
                        .or(() -> painstakingly(picture)));
    }

    /// Modules of ten pixels stay clear where each pixel becomes the mean of many, and grain does
    /// not.
    private Optional<String> withoutGrain() {
        GrayPicture smooth = Shrinking.by(STRONG_SMOOTHING.apply(picture), 2);
        return look(smooth, Blackness.GLOBAL).or(() -> look(smooth, Blackness.LOCAL));
    }

    private CodeSearch search(Optional<CodeBox> printed) {
        boolean expected = printed.isPresent();
        Optional<String> best =
                printed.flatMap(place ->
                                look(Region.of(picture, place, factor()), Blackness.GLOBAL))
                        .or(() -> look(Region.of(picture, box, factor()), Blackness.GLOBAL))
                        .or(this::onSmallPage)
                        .or(() -> take(Bars.texts(picture)))
                        .or(() -> expected || seen ? inPlaces() : Optional.empty())
                        .or(() -> inFull(expected));
        return result(best);
    }

    private CodeSearch result(Optional<String> best) {
        if (best.isPresent()) {
            return new CodeSearch.Found(best.get());
        }
        if (!texts.isEmpty()) {
            return new CodeSearch.Found(texts.getFirst());
        }
        return seen ? new CodeSearch.Unreadable() : new CodeSearch.None();
    }

    /// The other corners, each with a black of its own, then the whole page.
    private Optional<String> onSmallPage() {
        GrayPicture page = Shrinking.by(picture, factor());
        CodeBox corner = box;
        for (int turn = 1; turn < TURNS; turn++) {
            corner = corner.turned();
            Optional<String> found = look(Region.of(page, corner, 1), Blackness.GLOBAL);
            if (found.isPresent()) {
                return found;
            }
        }
        return look(page, Blackness.GLOBAL).or(() -> look(EvenLight.on(page), Blackness.GLOBAL));
    }

    /// In every pixel where the code should be, and where one was seen with all that a scan's
    /// faults call for: against noise, and for modules of hardly a pixel.
    private Optional<String> inPlaces() {
        CodeBox corner = box;
        for (int turn = 0; turn < TURNS; turn++) {
            GrayPicture part = Region.of(picture, corner, 1);
            Optional<String> found =
                    look(part, Blackness.LOCAL)
                            .or(() -> seen ? painstakingly(part) : Optional.empty());
            if (found.isPresent()) {
                return found;
            }
            corner = corner.turned();
        }
        return Optional.empty();
    }

    private Optional<String> painstakingly(GrayPicture part) {
        return look(SMOOTHING.apply(part), Blackness.GLOBAL)
                .or(() -> look(doubled(part), Blackness.LOCAL));
    }

    private Optional<String> inFull(boolean expected) {
        boolean worthIt = seen || (texts.isEmpty() && (expected || pixels() <= MOST_IN_FULL));
        if (factor() == 1 || !worthIt) {
            return Optional.empty();
        }
        Optional<String> found = look(EvenLight.on(picture), Blackness.GLOBAL);
        return found.isPresent() || !seen ? found : look(picture, Blackness.LOCAL);
    }

    private long pixels() {
        return (long) picture.width() * picture.height();
    }

    private Optional<String> look(GrayPicture part, Blackness blackness) {
        QrReader.Codes codes = QrReader.read(part, blackness, wanted);
        seen |= codes.seen();
        return take(codes.texts());
    }

    private Optional<String> take(SequencedSet<String> found) {
        texts.addAll(found);
        return found.stream().filter(wanted).findFirst();
    }

    private static GrayPicture doubled(GrayPicture part) {
        return Scaling.to(part, 2 * part.width(), 2 * part.height());
    }

    private int factor() {
        return Math.max(
                1, Math.round((float) Math.min(picture.width(), picture.height()) / SMALL_WIDTH));
    }
}
