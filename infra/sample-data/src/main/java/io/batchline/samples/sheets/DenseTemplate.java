package io.batchline.samples.sheets;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.samples.sheets.SheetLayout.Point;
import java.nio.charset.StandardCharsets;

/// The template of the form of 600 bubbles; ten units to a millimetre of the whole page.
final class DenseTemplate {
    private static final double UNITS = 10;
    private static final int BOX = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    private DenseTemplate() {}

    static byte[] template() {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("pageDimensions")
                .add(units(SheetLayout.PAGE_WIDTH))
                .add(units(SheetLayout.PAGE_HEIGHT));
        root.putArray("bubbleDimensions").add(BOX).add(BOX);
        ObjectNode markers = root.putObject("markers");
        markers.put("shape", "square").put("size", units(SheetLayout.MARKER_SIDE));
        ArrayNode centers = markers.putArray("centers");
        for (Point at : DenseForm.markers()) {
            centers.addArray().add(units(at.x())).add(units(at.y()));
        }
        root.putObject("qr")
                .putArray("box")
                .add(units(SheetLayout.QR_LEFT))
                .add(units(SheetLayout.QR_TOP))
                .add(units(SheetLayout.QR_SIDE))
                .add(units(SheetLayout.QR_SIDE));
        root.putObject("customLabels")
                .putArray("roll")
                .add("roll1..%d".formatted(SheetLayout.ROLL_DIGITS));
        ObjectNode blocks = root.putObject("fieldBlocks");
        block(
                blocks.putObject("Roll"),
                "QTYPE_INT",
                SheetLayout.rollBubble(0, 0),
                "roll1..%d".formatted(SheetLayout.ROLL_DIGITS),
                SheetLayout.ROLL_DIGIT_STEP,
                SheetLayout.ROLL_COLUMN_STEP);
        for (int first = 0; first < DenseForm.QUESTIONS; first += DenseForm.ROWS) {
            block(
                    blocks.putObject("Questions%d".formatted(first + 1)),
                    "QTYPE_MCQ4",
                    DenseForm.answer(first, 0),
                    "q%d..%d".formatted(first + 1, first + DenseForm.ROWS),
                    DenseForm.CHOICE_STEP,
                    DenseForm.ROW_STEP);
        }
        return bytes(root);
    }

    static byte[] evaluation() {
        ObjectNode root = JSON.createObjectNode().put("source_type", "custom");
        ObjectNode options = root.putObject("options");
        options.putArray("questions_in_order").add("q1..%d".formatted(DenseForm.QUESTIONS));
        ArrayNode answers = options.putArray("answers_in_order");
        for (int question = 0; question < DenseForm.QUESTIONS; question++) {
            answers.add("A");
        }
        root.putObject("marking_schemes")
                .putObject("DEFAULT")
                .put("correct", 1)
                .put("incorrect", 0)
                .put("unmarked", 0);
        return bytes(root);
    }

    private static void block(
            ObjectNode block,
            String type,
            Point first,
            String labels,
            double bubbles,
            double fields) {
        block.put("fieldType", type);
        block.putArray("origin").add(units(first.x()) - BOX / 2).add(units(first.y()) - BOX / 2);
        block.putArray("fieldLabels").add(labels);
        block.put("bubblesGap", units(bubbles));
        block.put("labelsGap", units(fields));
    }

    private static int units(double millimetres) {
        return (int) Math.round(millimetres * UNITS);
    }

    private static byte[] bytes(ObjectNode root) {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
