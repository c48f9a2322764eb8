package io.batchline.workload.sheets.template;

import io.batchline.workload.sheets.template.Settings.Pair;
import io.batchline.workload.sheets.template.Settings.Range;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a template says beyond OMRChecker's format about finding the page and judging its marks.
///
/// @param reading how marks are read; empty where the template leaves it to its other keys
/// @param markers the squares in the page's corners
/// @param reviewBelow a field that is read with less confidence is shown to a person, 0 to 1
public record OwnKeys(
        Optional<ReadingWay> reading, Optional<CornerMarkers> markers, double reviewBelow) {
    private static final double REVIEW_BELOW = 0.95;

    static OwnKeys read(Settings template, Pair page) throws TemplateRejected {
        Settings review = template.objectOrEmpty("review").allowOnly("below_confidence");
        return new OwnKeys(
                reading(template),
                template.has("markers")
                        ? Optional.of(CornerMarkers.read(template.object("markers"), page))
                        : Optional.empty(),
                review.number("below_confidence", REVIEW_BELOW, Range.ZERO_TO_ONE));
    }

    private static Optional<ReadingWay> reading(Settings template) throws TemplateRejected {
        Optional<String> name = template.text("reading");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                ReadingWay.named(name.get())
                        .orElseThrow(() ->
                                template.reject(
                                        "reading",
                                        "'%s' is not one of %s"
                                                .formatted(
                                                        name.get(),
                                                        Arrays.stream(ReadingWay.values())
                                                                .map(ReadingWay::wire)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", "))))));
    }

    /// The way that the template asks for: native where it has markers and says nothing else.
    public ReadingWay way() {
        return reading.orElse(markers.isPresent() ? ReadingWay.NATIVE : ReadingWay.COMPATIBLE);
    }
}
