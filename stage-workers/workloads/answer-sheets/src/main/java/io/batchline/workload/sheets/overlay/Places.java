package io.batchline.workload.sheets.overlay;

import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.read.FieldReading;
import io.batchline.workload.sheets.read.FieldReading.Box;
import java.util.List;

/// Places on the page, in the template's units.
final class Places {
    private Places() {}

    /// The corners of a box, one after the other.
    static List<Point> corners(Box box) {
        int right = box.x() + box.width();
        int bottom = box.y() + box.height();
        return List.of(
                new Point(box.x(), box.y()),
                new Point(right, box.y()),
                new Point(right, bottom),
                new Point(box.x(), bottom));
    }

    /// A field's bubbles with a little of what is around them: enough to see what it belongs to.
    ///
    /// @throws IllegalArgumentException when the field has no bubble
    static Box around(FieldReading field) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = Integer.MIN_VALUE;
        int bottom = Integer.MIN_VALUE;
        int margin = 0;
        for (FieldReading.Choice choice : field.choices()) {
            Box box = choice.box();
            left = Math.min(left, box.x());
            top = Math.min(top, box.y());
            right = Math.max(right, box.x() + box.width());
            bottom = Math.max(bottom, box.y() + box.height());
            margin = Math.max(margin, Math.min(box.width(), box.height()) / 3);
        }
        if (field.choices().isEmpty()) {
            throw new IllegalArgumentException(
                    "the field %s has no bubble".formatted(field.field()));
        }
        return new Box(
                left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin);
    }

    /// The same with so much more of the page on each side.
    static Box wider(Box box, int by) {
        return new Box(box.x() - by, box.y() - by, box.width() + 2 * by, box.height() + 2 * by);
    }
}
