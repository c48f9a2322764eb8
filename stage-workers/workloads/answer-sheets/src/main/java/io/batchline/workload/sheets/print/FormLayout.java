package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.template.TemplateRejected;
import java.util.List;

/// Where a form goes on the paper.
///
/// @param heading where title and name are printed, in the template's units
/// @param headingScale of their full size, 0 to 1
record FormLayout(Form form, PaperFit fit, Area heading, double headingScale) {
    /// Lines that are too long are made smaller, down to half.
    private static final double NARROW = 0.5;

    /// Of an area's height: what is printed nearer to a marker or a bubble could be taken for a
    /// part of it.
    private static final double CLEAR = 0.25;

    /// @throws TemplateRejected where there is no room for a name
    static FormLayout of(Form form, Paper paper) throws TemplateRejected {
        PaperFit fit = PaperFit.of(form.page(), form.drawn(), paper);
        double width = fit.units(Heading.WIDTH);
        double height = fit.units(Heading.height(form.template().print().columns().size()));
        Area room =
                form.template()
                        .print()
                        .box()
                        .map(box -> Area.of(box.get(0), box.get(1), box.get(2), box.get(3)))
                        .or(() ->
                                FreeSpace.on(
                                        fit.printable().within(form.betweenMarkers()),
                                        widened(form.occupied()),
                                        width,
                                        height))
                        .orElse(Area.of(0, 0, 0, 0));
        double scale =
                Math.min(1, Math.min(room.height() / height, room.width() / (NARROW * width)));
        if (scale < Heading.LEAST_SCALE) {
            throw new TemplateRejected(
                    Form.FILE,
                    "print.box",
                    "there is no room for title and name: they take %d x %d units at least"
                            .formatted(
                                    Math.round(width * NARROW * Heading.LEAST_SCALE),
                                    Math.round(height * Heading.LEAST_SCALE)));
        }
        return new FormLayout(form, fit, room, scale);
    }

    private static List<Area> widened(List<Area> areas) {
        return areas.stream().map(area -> area.widened(CLEAR * area.height())).toList();
    }
}
