package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.template.Bubble;
import io.batchline.workload.sheets.template.Field;
import io.batchline.workload.sheets.template.FieldBlock;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is printed beside a field or above a block, and where it may be.
///
/// @param room the text is put at its right end (beside) or in its middle (above)
/// @param height of the text's capitals at most, in the template's units
record Caption(String text, Place place, Area room, double height) {
    private static final Pattern SHORT_NAME_AND_NUMBER =
            Pattern.compile("\\p{Alpha}{1,4}(\\d{1,5})");

    /// The share of a bubble's height that a caption's capitals take.
    private static final double OF_BUBBLE = 0.5;

    /// Of a bubble's size, between a caption and what is beside it.
    private static final double GAP = 0.35;

    private static final double TITLE = 1.2;

    /// Of its height: in less room no number can be read.
    private static final double LEAST_WIDTH = 0.6;

    enum Place {
        BESIDE,
        ABOVE
    }

    /// Captions of all fields and of blocks that make one column.
    static List<Caption> of(SheetTemplate template, List<Area> occupied) {
        List<Caption> captions = new ArrayList<>();
        for (FieldBlock block : template.blocks()) {
            double above = block.origin().second();
            for (Field field : block.fields()) {
                Caption caption = of(block, field, occupied);
                captions.add(caption);
                above = Math.min(above, caption.room.top());
            }
            for (Map.Entry<String, List<String>> column : template.columns().parts().entrySet()) {
                if (column.getValue().size() > 1 && isAll(block, column.getValue())) {
                    captions.add(title(block, column.getKey(), above));
                }
            }
        }
        return captions;
    }

    /// Whether it can be printed without lying over what is read.
    boolean isClear(List<Area> read) {
        return room.width() >= LEAST_WIDTH * height && read.stream().noneMatch(room::meets);
    }

    private static boolean isAll(FieldBlock block, List<String> labels) {
        return block.fields().stream().map(Field::label).toList().equals(labels);
    }

    private static Caption title(FieldBlock block, String name, double above) {
        double height = OF_BUBBLE * TITLE * block.bubbleSize().second();
        double left = block.origin().first();
        return new Caption(
                name,
                Place.ABOVE,
                new Area(left, above - 2 * height, left + block.extent().first(), above),
                height);
    }

    private static Caption of(FieldBlock block, Field field, List<Area> occupied) {
        Bubble first = field.bubbles().getFirst();
        double width = block.bubbleSize().first();
        double height = block.bubbleSize().second();
        boolean down = field.bubbles().size() > 1 && field.bubbles().get(1).x() == first.x();
        String text = text(field.label());
        if (down) {
            double top = first.y() - height * (GAP + 2 * OF_BUBBLE);
            return new Caption(
                    text,
                    Place.ABOVE,
                    new Area(first.x(), top, first.x() + width, first.y() - height * GAP / 2),
                    height * OF_BUBBLE);
        }
        double right = first.x() - width * GAP;
        Area strip = new Area(0, first.y(), right, first.y() + height);
        double left =
                occupied.stream()
                        .filter(strip::meets)
                        .mapToDouble(area -> area.right() + width * GAP)
                        .filter(edge -> edge <= right)
                        .max()
                        .orElse(0);
        return new Caption(
                text,
                Place.BESIDE,
                new Area(left, first.y(), right, first.y() + height),
                height * OF_BUBBLE);
    }

    /// Questions are known by their number: `q12` is printed as 12.
    static String text(String label) {
        Matcher matcher = SHORT_NAME_AND_NUMBER.matcher(label);
        return matcher.matches() ? matcher.group(1) : label;
    }
}
