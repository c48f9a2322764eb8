package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;

/// How much of a place is dark.
final class Ink {
    /// A thin ring around a letter covers no less.
    static final double OF_A_BUBBLE = 0.06;

    private static final int DARK = 228;

    private Ink() {}

    /// The share of dark pixels in a box, 0 to 1; outside the picture nothing is dark.
    static double share(GrayPicture evened, Point middle, double width, double height) {
        int left = (int) Math.round(middle.x() - width / 2);
        int top = (int) Math.round(middle.y() - height / 2);
        int right = (int) Math.round(middle.x() + width / 2);
        int bottom = (int) Math.round(middle.y() + height / 2);
        int dark = 0;
        for (int y = Math.max(0, top); y < Math.min(evened.height(), bottom); y++) {
            for (int x = Math.max(0, left); x < Math.min(evened.width(), right); x++) {
                dark += evened.at(x, y) < DARK ? 1 : 0;
            }
        }
        return (double) dark / Math.max(1, (right - left) * (bottom - top));
    }
}
