package io.batchline.workload.sheets.measure;

import io.batchline.workload.sheets.locate.BubbleSteps;
import io.batchline.workload.sheets.measure.PrintCentre.Shift;
import io.batchline.workload.sheets.template.FieldBlock;
import java.util.Arrays;

/// The grid of points that a bubble and its surroundings are looked at by, centred on the bubble.
///
/// @param halfX half of the bubble's box, in the template's units
/// @param reachX how far the grid goes from the centre
/// @param stepX how far it is to the next bubble
record PatchGrid(
        double halfX, double halfY, double reachX, double reachY, double stepX, double stepY) {
    /// Points each way.
    static final int SIDE = 20;

    static final int AREA = SIDE * SIDE;

    /// In halves of the box; the neighbours' own print stays outside.
    private static final double REACH = 1.9;

    private static final double OF_STEP = 0.62;
    private static final double FARTHEST = 0.26;

    static PatchGrid of(FieldBlock block) {
        double halfX = block.bubbleSize().first() / 2.0;
        double halfY = block.bubbleSize().second() / 2.0;
        BubbleSteps steps = BubbleSteps.of(block);
        return new PatchGrid(
                halfX,
                halfY,
                Math.max(halfX * 1.1, Math.min(REACH * halfX, OF_STEP * steps.x())),
                Math.max(halfY * 1.1, Math.min(REACH * halfY, OF_STEP * steps.y())),
                steps.x(),
                steps.y());
    }

    /// Whether a bubble that is so far off is still nearer to its own place than to the next one's.
    boolean allows(Shift shift) {
        return Math.abs(shift.column()) * 2 * reachX / SIDE < FARTHEST * stepX
                && Math.abs(shift.row()) * 2 * reachY / SIDE < FARTHEST * stepY;
    }

    /// Where a column of the grid is, -1 to 1 of its reach.
    static double offset(int index) {
        return (index + 0.5) * 2 / SIDE - 1;
    }

    /// The points inside the ellipse that fits the bubble's box.
    int[] interior() {
        int[] points = new int[AREA];
        int count = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double u = offset(x) * reachX / halfX;
                double v = offset(y) * reachY / halfY;
                if (u * u + v * v <= 1) {
                    points[count++] = y * SIDE + x;
                }
            }
        }
        return Arrays.copyOf(points, count);
    }
}
