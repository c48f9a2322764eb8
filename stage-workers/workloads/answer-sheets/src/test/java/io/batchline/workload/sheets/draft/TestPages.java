package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.Arrays;

/// Draws simple pages for tests.
final class TestPages {
    private TestPages() {}

    static GrayPicture white(int width, int height) {
        GrayPicture page = GrayPicture.black(width, height);
        Arrays.fill(page.pixels(), (byte) 245);
        return page;
    }

    /// A ring of two pixels' width.
    static void ring(GrayPicture page, double x, double y, double radius) {
        paint(page, x, y, radius, distance -> Math.abs(distance - radius + 1) <= 1);
    }

    static void disc(GrayPicture page, double x, double y, double radius) {
        paint(page, x, y, radius, distance -> distance <= radius);
    }

    static void square(GrayPicture page, int left, int top, int side) {
        for (int y = top; y < top + side; y++) {
            Arrays.fill(
                    page.pixels(),
                    y * page.width() + left,
                    y * page.width() + left + side,
                    (byte) 20);
        }
    }

    private interface Inside {
        boolean is(double distance);
    }

    private static void paint(GrayPicture page, double x, double y, double radius, Inside inside) {
        int reach = (int) Math.ceil(radius);
        for (int row = (int) y - reach; row <= y + reach; row++) {
            for (int column = (int) x - reach; column <= x + reach; column++) {
                if (inside.is(Math.hypot(column - x, row - y))) {
                    page.pixels()[row * page.width() + column] = 40;
                }
            }
        }
    }
}
