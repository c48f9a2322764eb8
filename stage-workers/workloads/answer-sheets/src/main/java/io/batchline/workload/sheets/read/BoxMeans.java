package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.picture.GrayPicture;

/// Mean grey of boxes on a page.
final class BoxMeans {
    private final GrayPicture page;

    BoxMeans(GrayPicture page) {
        this.page = page;
    }

    /// The mean over the part of the box that lies on the page; 0 where none does.
    double of(int x, int y, int width, int height) {
        int left = Math.clamp(x, 0, page.width());
        int right = Math.clamp((long) x + width, left, page.width());
        int top = Math.clamp(y, 0, page.height());
        int bottom = Math.clamp((long) y + height, top, page.height());
        int count = (right - left) * (bottom - top);
        return count == 0 ? 0 : sum(left, top, right, bottom) * (1.0 / count);
    }

    private long sum(int left, int top, int right, int bottom) {
        byte[] pixels = page.pixels();
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            int row = 0;
            int end = y * page.width() + right;
            for (int at = y * page.width() + left; at < end; at++) {
                row += pixels[at] & 0xFF;
            }
            sum += row;
        }
        return sum;
    }
}
