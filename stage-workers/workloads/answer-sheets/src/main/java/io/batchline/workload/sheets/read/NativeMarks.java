package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.measure.SheetEvidence;
import io.batchline.workload.sheets.measure.SheetEvidence.FieldEvidence;
import io.batchline.workload.sheets.measure.SheetMeter;
import io.batchline.workload.sheets.read.FieldJudge.Judgement;
import io.batchline.workload.sheets.read.FieldReading.Box;
import io.batchline.workload.sheets.read.FieldReading.Choice;
import io.batchline.workload.sheets.read.MarkReader.Marks;
import io.batchline.workload.sheets.template.Bubble;
import io.batchline.workload.sheets.template.Field;
import io.batchline.workload.sheets.template.FieldBlock;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.util.ArrayList;
import java.util.List;

/// Reads marks by evidence, wherever the page lies in the picture.
final class NativeMarks {
    private final SheetTemplate template;
    private final SheetMeter meter;

    NativeMarks(SheetTemplate template) {
        this.template = template;
        this.meter = new SheetMeter(template);
    }

    Marks read(PageView view) {
        SheetEvidence evidence = meter.measure(view.picture(), view.fromPage());
        FieldJudge judge = new FieldJudge(evidence.scale(), template.own().reviewBelow());
        List<FieldReading> readings = new ArrayList<>();
        boolean multiMarked = false;
        for (int b = 0; b < template.blocks().size(); b++) {
            FieldBlock block = template.blocks().get(b);
            List<FieldEvidence> fields = evidence.blocks().get(b).fields();
            for (int f = 0; f < fields.size(); f++) {
                Judgement judgement =
                        judge.judge(fields.get(f).bubbles(), fields.get(f).likeness());
                readings.add(reading(block, block.fields().get(f), fields.get(f), judgement));
                multiMarked |= readings.getLast().isMultiMarked();
            }
        }
        return new Marks(readings, multiMarked);
    }

    private static FieldReading reading(
            FieldBlock block, Field field, FieldEvidence evidence, Judgement judgement) {
        List<Bubble> bubbles = field.bubbles();
        List<Choice> choices = new ArrayList<>(bubbles.size());
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < bubbles.size(); i++) {
            Bubble bubble = bubbles.get(i);
            boolean marked = judgement.marked()[i];
            if (marked) {
                value.append(bubble.value());
            }
            choices.add(
                    new Choice(
                            bubble.value(),
                            judgement.fills()[i],
                            marked,
                            new Box(
                                    (int) Math.round(bubble.x() + evidence.shiftX()),
                                    (int) Math.round(bubble.y() + evidence.shiftY()),
                                    block.bubbleSize().first(),
                                    block.bubbleSize().second())));
        }
        return new FieldReading(
                field.label(),
                value.isEmpty() ? block.emptyValue() : value.toString(),
                judgement.confidence(),
                judgement.doubt(),
                choices);
    }
}
