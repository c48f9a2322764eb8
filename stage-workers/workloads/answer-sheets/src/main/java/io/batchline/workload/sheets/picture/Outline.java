package io.batchline.workload.sheets.picture;

import java.util.Arrays;

/// Draws the outline of a box into a picture, as pens two or four pixels wide do.
public final class Outline {
    private Outline() {}

    /// Draws along the four sides from the top-left corner to the bottom-right one; what would fall
    /// outside is left out.
    ///
    /// @param thickness pixels, even
    public static void draw(
            GrayPicture into, int left, int top, int right, int bottom, int thickness, int grey) {
        int reach = thickness / 2;
        horizontal(into, left, right, top, reach, grey);
        horizontal(into, left, right, bottom, reach, grey);
        vertical(into, top, bottom, left, reach, grey);
        vertical(into, top, bottom, right, reach, grey);
    }

    private static void horizontal(
            GrayPicture into, int left, int right, int y, int reach, int grey) {
        for (int row = y - reach; row <= y + reach; row++) {
            int beyond = reach - Math.abs(row - y);
            fill(into, left - beyond, right + beyond, row, grey);
        }
    }

    private static void vertical(
            GrayPicture into, int top, int bottom, int x, int reach, int grey) {
        for (int row = top; row <= bottom; row++) {
            fill(into, x - reach, x + reach, row, grey);
        }
    }

    private static void fill(GrayPicture into, int left, int right, int y, int grey) {
        if (y < 0 || y >= into.height()) {
            return;
        }
        int from = Math.clamp(left, 0, into.width());
        int to = Math.clamp(right + 1L, from, into.width());
        Arrays.fill(into.pixels(), y * into.width() + from, y * into.width() + to, (byte) grey);
    }
}
