package io.batchline.workload.sheets.template;

import io.batchline.workload.sheets.template.FieldType.Direction;
import io.batchline.workload.sheets.template.Settings.Pair;
import io.batchline.workload.sheets.template.Settings.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads `fieldBlocks`: lays out each block's bubbles and checks that they fit the page and that no
/// two blocks share a label.
final class FieldBlocks {
    private final Pair page;
    private final Pair bubbleSize;
    private final String emptyValue;
    private final Set<String> labels = new HashSet<>();

    FieldBlocks(Pair page, Pair bubbleSize, String emptyValue) {
        this.page = page;
        this.bubbleSize = bubbleSize;
        this.emptyValue = emptyValue;
    }

    List<FieldBlock> read(Settings template) throws TemplateRejected {
        List<FieldBlock> blocks = new ArrayList<>();
        Settings all = template.object("fieldBlocks");
        for (Map.Entry<String, Settings> entry : all.namedObjects().entrySet()) {
            FieldBlock block = block(entry.getKey(), entry.getValue());
            checkLabels(entry.getValue(), block);
            checkPage(entry.getValue(), block);
            blocks.add(block);
        }
        if (labels.isEmpty()) {
            throw template.reject("fieldBlocks", "must hold at least one field");
        }
        return blocks;
    }

    private FieldBlock block(String name, Settings block) throws TemplateRejected {
        Bubbles bubbles = bubbles(block);
        Pair origin = block.requiredWholePair("origin", Range.PLACE);
        block.required("bubblesGap");
        block.required("labelsGap");
        block.required("fieldLabels");
        double bubblesGap = block.number("bubblesGap", 0, Range.PLACE);
        double labelsGap = block.number("labelsGap", 0, Range.PLACE);
        List<String> fieldLabels = Labels.parse(block, "fieldLabels", block.texts("fieldLabels"));
        Pair size = block.wholePair("bubbleDimensions", bubbleSize, Range.SIDE);
        Grid grid = new Grid(origin, bubbles, bubblesGap, labelsGap);
        return new FieldBlock(
                name,
                origin,
                grid.extent(fieldLabels.size(), size),
                size,
                block.text("emptyValue").orElse(emptyValue),
                grid.fields(fieldLabels));
    }

    private static Bubbles bubbles(Settings block) throws TemplateRejected {
        boolean typed = block.has("fieldType");
        boolean spelledOut = block.has("bubbleValues") && block.has("direction");
        if (typed == spelledOut) {
            throw block.reject("", "needs either fieldType, or bubbleValues and direction");
        }
        List<String> values = List.of();
        Direction direction = Direction.VERTICAL;
        if (typed) {
            String name = block.requiredText("fieldType");
            FieldType type =
                    FieldType.named(name)
                            .orElseThrow(() ->
                                    block.reject(
                                            "fieldType",
                                            "'%s' is not one of %s"
                                                    .formatted(name, FieldType.names())));
            values = type.bubbleValues();
            direction = type.direction();
        }
        if (block.has("bubbleValues")) {
            values = block.texts("bubbleValues");
        }
        if (block.has("direction")) {
            direction =
                    switch (block.requiredText("direction")) {
                        case "horizontal" -> Direction.HORIZONTAL;
                        case "vertical" -> Direction.VERTICAL;
                        default ->
                                throw block.reject("direction", "must be horizontal or vertical");
                    };
        }
        if (values.isEmpty() || values.size() > Labels.MOST) {
            throw block.reject("bubbleValues", "must hold 1 to %d values".formatted(Labels.MOST));
        }
        return new Bubbles(values, direction);
    }

    private void checkLabels(Settings settings, FieldBlock block) throws TemplateRejected {
        for (Field field : block.fields()) {
            if (!labels.add(field.label())) {
                throw settings.reject(
                        "fieldLabels",
                        "'%s' is a field of an earlier block too".formatted(field.label()));
            }
            if (!Labels.isSortable(field.label())) {
                throw settings.reject(
                        "fieldLabels", "'%s' must not be digits only".formatted(field.label()));
            }
        }
        if (labels.size() > Labels.MOST) {
            throw settings.reject(
                    "fieldLabels", "brings the template over %d fields".formatted(Labels.MOST));
        }
    }

    private void checkPage(Settings settings, FieldBlock block) throws TemplateRejected {
        int right = block.origin().first() + block.extent().first();
        int bottom = block.origin().second() + block.extent().second();
        if (right >= page.first() || bottom >= page.second()) {
            throw settings.reject(
                    "origin",
                    "the block reaches to %d, %d and so leaves the page of %d x %d"
                            .formatted(right, bottom, page.first(), page.second()));
        }
    }

    private record Bubbles(List<String> values, Direction direction) {}

    private record Grid(Pair origin, Bubbles bubbles, double bubblesGap, double labelsGap) {

        /// Positions add up gap by gap in double and each is rounded half to even, so that
        /// fractional gaps land on the pixels that the format's own reader takes.
        List<Field> fields(List<String> labels) {
            List<Field> fields = new ArrayList<>();
            double across = horizontal() ? origin.second() : origin.first();
            for (String label : labels) {
                List<Bubble> row = new ArrayList<>();
                double along = horizontal() ? origin.first() : origin.second();
                for (String value : bubbles.values()) {
                    row.add(bubble(along, across, value));
                    along += bubblesGap;
                }
                fields.add(new Field(label, row));
                across += labelsGap;
            }
            return fields;
        }

        private Bubble bubble(double along, double across, String value) {
            int a = (int) Math.rint(along);
            int b = (int) Math.rint(across);
            return horizontal() ? new Bubble(a, b, value) : new Bubble(b, a, value);
        }

        Pair extent(int fields, Pair size) {
            int alongSize = horizontal() ? size.first() : size.second();
            int acrossSize = horizontal() ? size.second() : size.first();
            int along = (int) (bubblesGap * (bubbles.values().size() - 1) + alongSize);
            int across = (int) (labelsGap * (fields - 1) + acrossSize);
            return horizontal() ? new Pair(along, across) : new Pair(across, along);
        }

        private boolean horizontal() {
            return bubbles.direction() == Direction.HORIZONTAL;
        }
    }
}
