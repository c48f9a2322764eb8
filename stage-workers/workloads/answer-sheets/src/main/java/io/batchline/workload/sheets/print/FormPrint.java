package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.template.Bubble;
import io.batchline.workload.sheets.template.Field;
import io.batchline.workload.sheets.template.FieldBlock;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/// What is the same on all sheets: markers, bubbles with their letters, captions.
final class FormPrint {
    private static final float LINE = (float) (0.22 * Paper.POINTS_PER_MILLIMETRE);

    // Rings and letters are paler than any pen, so that an empty bubble is far from a mark.
    private static final float RING_GREY = 0.43f;
    private static final float LETTER_GREY = 0.6f;

    /// Of a quarter circle: where Bézier's control points lie.
    private static final double CURVE = 0.5523;

    private static final double LETTER = 0.62;

    /// In points; what is smaller is hard to read.
    private static final double LEAST_SIZE = 4;

    private final PDPageContentStream page;
    private final PaperFit fit;
    private final Letters letters;
    private final List<String> warnings = new ArrayList<>();

    FormPrint(PDPageContentStream page, PaperFit fit, Letters letters) {
        this.page = page;
        this.fit = fit;
        this.letters = letters;
    }

    /// @return what could not be printed as it should, as sentences
    List<String> draw(Form form) throws IOException {
        SheetTemplate template = form.template();
        page.setNonStrokingColor(0f);
        for (Area marker : Form.squares(form.markers())) {
            rectangle(marker);
        }
        page.fill();
        page.setStrokingColor(RING_GREY);
        page.setLineWidth(LINE);
        for (FieldBlock block : template.blocks()) {
            for (Field field : block.fields()) {
                for (Bubble bubble : field.bubbles()) {
                    ring(box(block, bubble));
                }
            }
        }
        page.stroke();
        page.setNonStrokingColor(LETTER_GREY);
        for (FieldBlock block : template.blocks()) {
            for (Field field : block.fields()) {
                for (Bubble bubble : field.bubbles()) {
                    letter(bubble.value(), box(block, bubble));
                }
            }
        }
        page.setNonStrokingColor(0f);
        for (Caption caption : form.captions()) {
            write(caption);
        }
        return List.copyOf(warnings);
    }

    static Area box(FieldBlock block, Bubble bubble) {
        return Area.of(
                bubble.x(), bubble.y(), block.bubbleSize().first(), block.bubbleSize().second());
    }

    private void rectangle(Area area) throws IOException {
        page.addRect(
                fit.x(area.left()),
                fit.y(area.bottom()),
                fit.length(area.width()),
                fit.length(area.height()));
    }

    private void ring(Area box) throws IOException {
        float x = fit.x(box.centerX());
        float y = fit.y(box.centerY());
        float a = (fit.length(box.width()) - LINE) / 2;
        float b = (fit.length(box.height()) - LINE) / 2;
        float ca = (float) (a * CURVE);
        float cb = (float) (b * CURVE);
        page.moveTo(x + a, y);
        page.curveTo(x + a, y + cb, x + ca, y + b, x, y + b);
        page.curveTo(x - ca, y + b, x - a, y + cb, x - a, y);
        page.curveTo(x - a, y - cb, x - ca, y - b, x, y - b);
        page.curveTo(x + ca, y - b, x + a, y - cb, x + a, y);
        page.closePath();
    }

    private void letter(String value, Area box) throws IOException {
        if (value.isBlank()) {
            return;
        }
        String shown = letters.printable(value);
        double size =
                letters.fitted(
                        shown,
                        LETTER * fit.length(box.height()),
                        (LETTER + 0.1) * fit.length(box.width()));
        letters.writeCentred(page, shown, size, fit.x(box.centerX()), fit.y(box.centerY()));
    }

    private void write(Caption caption) throws IOException {
        String shown = letters.printable(caption.text());
        Area room = caption.room();
        double wanted = fit.length(caption.height()) / Letters.CAPITALS;
        double size = letters.fitted(shown, wanted, Math.max(1, fit.length(room.width())));
        if (size < Math.min(LEAST_SIZE, wanted)) {
            warnings.add(
                    "there is hardly room for '%s': it is printed at %.1f points"
                            .formatted(caption.text(), size));
        }
        double y = fit.y(room.centerY());
        switch (caption.place()) {
            case ABOVE -> letters.writeCentred(page, shown, size, fit.x(room.centerX()), y);
            case BESIDE ->
                    letters.write(
                            page,
                            shown,
                            size,
                            fit.x(room.right()) - letters.width(shown, size),
                            y - Letters.CAPITALS * size / 2);
        }
    }
}
