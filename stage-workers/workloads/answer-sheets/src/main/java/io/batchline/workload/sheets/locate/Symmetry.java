package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.template.CornerMarkers;
import io.batchline.workload.sheets.template.FieldBlock;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.util.ArrayList;
import java.util.List;

/// Whether a template's bubbles look the same upside down, so that they can't tell which way is up.
final class Symmetry {
    private static final double NEAR = 0.35;
    private static final double NEARLY_ALL = 0.95;

    private Symmetry() {}

    static boolean of(SheetTemplate template, CornerMarkers markers) {
        double x = markers.centers().stream().mapToDouble(Point::x).sum() / 2;
        double y = markers.centers().stream().mapToDouble(Point::y).sum() / 2;
        List<double[]> boxes = new ArrayList<>();
        for (FieldBlock block : template.blocks()) {
            double width = block.bubbleSize().first();
            double height = block.bubbleSize().second();
            block.fields()
                    .forEach(field ->
                            field.bubbles()
                                    .forEach(bubble ->
                                            boxes.add(
                                                    new double[] {
                                                        bubble.x() + width / 2,
                                                        bubble.y() + height / 2,
                                                        NEAR * width,
                                                        NEAR * height
                                                    })));
        }
        long same =
                boxes.stream()
                        .filter(box ->
                                boxes.stream()
                                        .anyMatch(other ->
                                                Math.abs(x - box[0] - other[0]) < box[2]
                                                        && Math.abs(y - box[1] - other[1])
                                                                < box[3]))
                        .count();
        return same > NEARLY_ALL * boxes.size();
    }
}
