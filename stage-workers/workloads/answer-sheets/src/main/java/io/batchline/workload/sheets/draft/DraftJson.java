package io.batchline.workload.sheets.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.workload.sheets.draft.MarkerSearch.Markers;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Writes `template.json` and `config.json` for what was found.
final class DraftJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TYPES =
            Map.of(
                    "0123456789 down", "QTYPE_INT",
                    "1234567890 down", "QTYPE_INT_FROM_1",
                    "ABCD across", "QTYPE_MCQ4",
                    "ABCDE across", "QTYPE_MCQ5",
                    "DCBA across", "QTYPE_MCQ4_RTL",
                    "EDCBA across", "QTYPE_MCQ5_RTL");

    private final PageSearch page;
    private final List<DraftBlock> blocks;

    DraftJson(PageSearch page, List<DraftBlock> blocks) {
        this.page = page;
        this.blocks = List.copyOf(blocks);
    }

    String template() {
        ObjectNode root = JSON.createObjectNode();
        pair(root, "pageDimensions", page.page().width(), page.page().height());
        int width = side(blocks.getFirst().grid().width());
        int height = side(blocks.getFirst().grid().height());
        pair(root, "bubbleDimensions", width, height);
        page.markers().ifPresent(markers -> markers(root, markers));
        if (page.markers().isEmpty()) {
            root.put("reading", "native");
        }
        page.code().ifPresent(code -> code(root, code));
        if (page.processing().isPresent()) {
            ObjectNode crop = root.putArray("preProcessors").addObject();
            crop.put("name", "CropPage");
            pair(crop.putObject("options"), "morphKernel", 10, 10);
        }
        ObjectNode custom = JSON.createObjectNode();
        ObjectNode all = JSON.createObjectNode();
        for (DraftBlock block : blocks) {
            block.column().ifPresent(name -> custom.putArray(name).add(block.labels()));
            block(all.putObject(block.name()), block, width, height);
        }
        if (!custom.isEmpty()) {
            root.set("customLabels", custom);
        }
        root.set("fieldBlocks", all);
        return print(root);
    }

    /// The size that pictures are brought to first: that in which everything was measured.
    String config() {
        GrayPicture first = page.processing().orElse(page.page());
        ObjectNode root = JSON.createObjectNode();
        ObjectNode dimensions = root.putObject("dimensions");
        dimensions.put("processing_width", first.width());
        dimensions.put("processing_height", first.height());
        return print(root);
    }

    private static void markers(ObjectNode root, Markers found) {
        ObjectNode markers = root.putObject("markers");
        markers.put("shape", "square");
        markers.put("size", rounded(found.side()));
        ArrayNode centers = markers.putArray("centers");
        for (Point center : found.centers()) {
            centers.addArray().add(rounded(center.x())).add(rounded(center.y()));
        }
    }

    private void code(ObjectNode root, CodePlace code) {
        int left = (int) Math.max(0, Math.round(code.left()));
        int top = (int) Math.max(0, Math.round(code.top()));
        ArrayNode box = root.putObject("qr").putArray("box");
        box.add(left).add(top);
        box.add(Math.min((int) Math.round(code.side()), page.page().width() - left));
        box.add(Math.min((int) Math.round(code.side()), page.page().height() - top));
        CodeWords.pattern(code.text())
                .ifPresent(pattern -> root.putObject("page_id").put("pattern", pattern));
    }

    private static void block(ObjectNode json, DraftBlock block, int width, int height) {
        BubbleGrid grid = block.grid();
        String way = block.choices().across() ? "across" : "down";
        String type = TYPES.get(block.choices().values() + " " + way);
        if (type != null) {
            json.put("fieldType", type);
        } else {
            ArrayNode values = json.putArray("bubbleValues");
            block.choices().values().chars().mapToObj(Character::toString).forEach(values::add);
            json.put("direction", block.choices().across() ? "horizontal" : "vertical");
        }
        int ownWidth = side(grid.width());
        int ownHeight = side(grid.height());
        pair(
                json,
                "origin",
                (int) Math.max(0, Math.round(grid.lattice().x0() - ownWidth / 2.0)),
                (int) Math.max(0, Math.round(grid.lattice().y0() - ownHeight / 2.0)));
        if (ownWidth != width || ownHeight != height) {
            pair(json, "bubbleDimensions", ownWidth, ownHeight);
        }
        json.putArray("fieldLabels").add(block.labels());
        json.put("bubblesGap", rounded(block.bubblesGap()));
        json.put("labelsGap", rounded(block.labelsGap()));
    }

    private static int side(double pixels) {
        return (int) Math.max(1, Math.round(pixels));
    }

    private static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }

    private static void pair(ObjectNode object, String key, int first, int second) {
        object.putArray(key).add(first).add(second);
    }

    private static String print(ObjectNode node) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return JSON.writer(printer).writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
