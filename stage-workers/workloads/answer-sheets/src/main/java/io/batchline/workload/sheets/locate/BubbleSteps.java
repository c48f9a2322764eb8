package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.template.Bubble;
import io.batchline.workload.sheets.template.Field;
import io.batchline.workload.sheets.template.FieldBlock;
import java.util.List;

/// How far apart neighbouring bubbles of a block are, in the template's units. Where a block has
/// only one bubble that way, as far as one and a half of its boxes.
public record BubbleSteps(double x, double y) {
    private static final double ALONE = 1.5;

    public static BubbleSteps of(FieldBlock block) {
        double x = Double.POSITIVE_INFINITY;
        double y = Double.POSITIVE_INFINITY;
        List<Field> fields = block.fields();
        List<Bubble> first = fields.getFirst().bubbles();
        if (first.size() > 1) {
            x = nearer(x, first.get(1).x() - first.get(0).x());
            y = nearer(y, first.get(1).y() - first.get(0).y());
        }
        if (fields.size() > 1) {
            Bubble next = fields.get(1).bubbles().getFirst();
            x = nearer(x, next.x() - first.getFirst().x());
            y = nearer(y, next.y() - first.getFirst().y());
        }
        return new BubbleSteps(
                Double.isFinite(x) ? x : ALONE * block.bubbleSize().first(),
                Double.isFinite(y) ? y : ALONE * block.bubbleSize().second());
    }

    private static double nearer(double known, int apart) {
        return apart == 0 ? known : Math.min(known, Math.abs(apart));
    }
}
