package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.qr.CodeBox;
import io.batchline.workload.sheets.template.Bubble;
import io.batchline.workload.sheets.template.CornerMarkers;
import io.batchline.workload.sheets.template.Field;
import io.batchline.workload.sheets.template.FieldBlock;
import io.batchline.workload.sheets.template.SheetTemplate;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.util.ArrayList;
import java.util.List;

/// What is on a template's page, in the template's units.
///
/// @param code the square that the code fills
/// @param captions those for which there is room
/// @param warnings sentences about what could not be put where it should be
record Form(
        SheetTemplate template,
        CornerMarkers markers,
        Area code,
        List<Caption> captions,
        List<String> warnings) {
    static final String FILE = "template.json";

    /// Share of a code's side that is left white around it: four modules of a small code.
    private static final double QUIET = 0.12;

    Form {
        captions = List.copyOf(captions);
        warnings = List.copyOf(warnings);
    }

    /// @throws TemplateRejected where there are no `markers` or no `qr`
    static Form of(SheetTemplate template) throws TemplateRejected {
        CornerMarkers markers =
                template.own()
                        .markers()
                        .orElseThrow(() -> lacks("markers", "the page is found by it"));
        CodeBox box =
                template.codes()
                        .box()
                        .orElseThrow(() -> lacks("qr", "its box is where the code goes"));
        Area code = square(box, page(template));
        List<Area> read = read(template, markers, code);
        List<Caption> captions = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Caption caption : Caption.of(template, read)) {
            if (caption.isClear(read)) {
                captions.add(caption);
            } else {
                warnings.add("no room for '%s': not printed".formatted(caption.text()));
            }
        }
        if (bubbles(template).stream().anyMatch(quiet(code)::meets)) {
            warnings.add("qr.box: bubbles lie closer to the code than scanners like");
        }
        return new Form(template, markers, code, captions, warnings);
    }

    private static TemplateRejected lacks(String key, String why) {
        return new TemplateRejected(FILE, key, "is required for printing: " + why);
    }

    Area page() {
        return page(template);
    }

    private static Area page(SheetTemplate template) {
        return Area.of(0, 0, template.page().first(), template.page().second());
    }

    /// The smallest area that holds bubbles, markers and code.
    Area drawn() {
        List<Area> drawn = bubbles(template);
        drawn.addAll(squares(markers));
        drawn.add(code);
        return Area.around(drawn);
    }

    /// From the outer edges of the markers.
    Area betweenMarkers() {
        return Area.around(squares(markers));
    }

    /// Where nothing else may be printed.
    List<Area> occupied() {
        List<Area> occupied = read(template, markers, code);
        captions.forEach(caption -> occupied.add(caption.room()));
        return occupied;
    }

    private static List<Area> read(SheetTemplate template, CornerMarkers markers, Area code) {
        List<Area> read = bubbles(template);
        read.addAll(squares(markers));
        read.add(quiet(code));
        return read;
    }

    private static Area quiet(Area code) {
        return code.widened(QUIET * code.width());
    }

    static List<Area> squares(CornerMarkers markers) {
        return markers.centers().stream().map(center -> square(center, markers.side())).toList();
    }

    private static Area square(Point center, double side) {
        return Area.of(center.x() - side / 2, center.y() - side / 2, side, side);
    }

    private static List<Area> bubbles(SheetTemplate template) {
        List<Area> bubbles = new ArrayList<>();
        for (FieldBlock block : template.blocks()) {
            for (Field field : block.fields()) {
                for (Bubble bubble : field.bubbles()) {
                    bubbles.add(FormPrint.box(block, bubble));
                }
            }
        }
        return bubbles;
    }

    /// The largest square in the box, in its middle.
    private static Area square(CodeBox box, Area page) {
        double width = box.width() * page.width();
        double height = box.height() * page.height();
        double side = Math.min(width, height);
        return Area.of(
                box.left() * page.width() + (width - side) / 2,
                box.top() * page.height() + (height - side) / 2,
                side,
                side);
    }
}
