package io.batchline.samples.sheets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.samples.sheets.SheetLayout.Point;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What a reader must be told about the form: `template.json`, `config.json`, `evaluation.json` and
/// the marker picture, in OMRChecker's format, five units to a millimetre. The page of the template
/// reaches from marker to marker; that of the native template is the whole sheet.
final class TemplateFiles {
    static final String MARKER_FILE = "marker.jpg";
    private static final double UNITS = 5;
    private static final int BOX = 20;
    private static final int PROCESSING_WIDTH = 700;
    private static final int PROCESSING_HEIGHT = 990;
    private static final int PAGE_TO_MARKER = 20;

    private final ObjectMapper json = new ObjectMapper();

    /// The template with the keys that OMRChecker does not know, for reading by evidence.
    byte[] nativeTemplate() {
        ObjectNode root = json.createObjectNode();
        pair(
                root.putArray("pageDimensions"),
                units(SheetLayout.PAGE_WIDTH),
                units(SheetLayout.PAGE_HEIGHT));
        pair(root.putArray("bubbleDimensions"), BOX, BOX);
        ObjectNode markers = root.putObject("markers");
        markers.put("shape", "square");
        markers.put("size", units(SheetLayout.MARKER_SIDE));
        ArrayNode centers = markers.putArray("centers");
        for (Point center : SheetLayout.markers()) {
            pair(centers.addArray(), units(center.x()), units(center.y()));
        }
        int side = units(SheetLayout.QR_SIDE);
        ArrayNode box = root.putObject("qr").putArray("box");
        pair(box, units(SheetLayout.QR_LEFT), units(SheetLayout.QR_TOP));
        pair(box, side, side);
        root.putObject("page_id").put("pattern", "(?<group>.+)\\|(?<candidate>[^|]+)");
        fields(root, new Point(0, 0));
        return print(root);
    }

    byte[] template() {
        ObjectNode root = json.createObjectNode();
        pair(root.putArray("pageDimensions"), pageWidth(), pageHeight());
        pair(root.putArray("bubbleDimensions"), BOX, BOX);
        ObjectNode crop = root.putArray("preProcessors").addObject();
        crop.put("name", "CropOnMarkers");
        ObjectNode options = crop.putObject("options");
        options.put("relativePath", MARKER_FILE);
        options.put("sheetToMarkerWidthRatio", PAGE_TO_MARKER);
        pair(options.putArray("marker_rescale_range"), 92, 108);
        options.put("marker_rescale_steps", 4);
        options.put("min_matching_threshold", 0.7);
        options.put("max_matching_variation", 0.25);
        fields(root, new Point(SheetLayout.MARKER_LEFT, SheetLayout.MARKER_TOP));
        return print(root);
    }

    /// @param corner the template's top left corner on the sheet
    private static void fields(ObjectNode root, Point corner) {
        root.putObject("customLabels")
                .putArray("roll")
                .add("roll1..%d".formatted(SheetLayout.ROLL_DIGITS));
        ObjectNode blocks = root.putObject("fieldBlocks");
        rollBlock(blocks, corner);
        for (int first = 0; first < SheetLayout.QUESTIONS; first += SheetLayout.QUESTION_ROWS) {
            questionBlock(blocks, first, corner);
        }
    }

    byte[] config() {
        ObjectNode root = json.createObjectNode();
        ObjectNode dimensions = root.putObject("dimensions");
        dimensions.put("processing_width", PROCESSING_WIDTH);
        dimensions.put("processing_height", PROCESSING_HEIGHT);
        return print(root);
    }

    byte[] evaluation(AnswerKey key) {
        ObjectNode root = json.createObjectNode();
        root.put("source_type", "custom");
        ObjectNode options = root.putObject("options");
        options.putArray("questions_in_order").add("q1..%d".formatted(SheetLayout.QUESTIONS));
        ArrayNode answers = options.putArray("answers_in_order");
        key.letters().chars().forEach(letter -> answers.add(String.valueOf((char) letter)));
        ObjectNode marking = root.putObject("marking_schemes").putObject("DEFAULT");
        marking.put("correct", AnswerKey.CORRECT);
        marking.put("incorrect", AnswerKey.INCORRECT);
        marking.put("unmarked", AnswerKey.UNMARKED);
        return print(root);
    }

    byte[] marker(int dpi) {
        double side = SheetLayout.PAGE_WIDTH / PAGE_TO_MARKER;
        GreyCanvas canvas = new GreyCanvas(side, side, dpi);
        double margin = (side - SheetLayout.MARKER_SIDE) / 2;
        canvas.rect(margin, margin, SheetLayout.MARKER_SIDE, SheetLayout.MARKER_SIDE, 0);
        return new GreyJpeg().encode(canvas, dpi);
    }

    private static void rollBlock(ObjectNode blocks, Point corner) {
        ObjectNode block = blocks.putObject("Roll");
        block.put("fieldType", "QTYPE_INT");
        origin(block, SheetLayout.rollBubble(0, 0), corner);
        block.putArray("fieldLabels").add("roll1..%d".formatted(SheetLayout.ROLL_DIGITS));
        block.put("bubblesGap", units(SheetLayout.ROLL_DIGIT_STEP));
        block.put("labelsGap", units(SheetLayout.ROLL_COLUMN_STEP));
    }

    private static void questionBlock(ObjectNode blocks, int first, Point corner) {
        int last = first + SheetLayout.QUESTION_ROWS;
        ObjectNode block = blocks.putObject("Questions_%d_%d".formatted(first + 1, last));
        block.put("fieldType", "QTYPE_MCQ4");
        origin(block, SheetLayout.answerBubble(first, 0), corner);
        block.putArray("fieldLabels").add("q%d..%d".formatted(first + 1, last));
        block.put("bubblesGap", units(SheetLayout.CHOICE_STEP));
        block.put("labelsGap", units(SheetLayout.QUESTION_ROW_STEP));
    }

    private static void origin(ObjectNode block, Point centre, Point corner) {
        pair(
                block.putArray("origin"),
                units(centre.x() - corner.x()) - BOX / 2,
                units(centre.y() - corner.y()) - BOX / 2);
    }

    private static int pageWidth() {
        return units(SheetLayout.MARKER_RIGHT - SheetLayout.MARKER_LEFT);
    }

    private static int pageHeight() {
        return units(SheetLayout.MARKER_BOTTOM - SheetLayout.MARKER_TOP);
    }

    private static int units(double millimetres) {
        return (int) Math.round(millimetres * UNITS);
    }

    private static void pair(ArrayNode array, int first, int second) {
        array.add(first).add(second);
    }

    private byte[] print(JsonNode node) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return (json.writer(printer).writeValueAsString(node) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
