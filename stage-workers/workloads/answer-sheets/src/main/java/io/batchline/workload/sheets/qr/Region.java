package io.batchline.workload.sheets.qr;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Shrinking;

/// A part of a picture as a picture of its own.
final class Region {
    private Region() {}

    /// The part in the box, at least a pixel of it, shrunk by a whole factor.
    static GrayPicture of(GrayPicture picture, CodeBox box, int factor) {
        int left = (int) (box.left() * picture.width());
        int top = (int) (box.top() * picture.height());
        int right = Math.min(picture.width(), left + size(box.width() * picture.width()));
        int bottom = Math.min(picture.height(), top + size(box.height() * picture.height()));
        return Shrinking.by(cut(picture, left, top, right - left, bottom - top), factor);
    }

    private static int size(double pixels) {
        return Math.max(1, (int) Math.ceil(pixels));
    }

    private static GrayPicture cut(GrayPicture picture, int left, int top, int width, int height) {
        byte[] part = new byte[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(
                    picture.pixels(), (top + y) * picture.width() + left, part, y * width, width);
        }
        return new GrayPicture(width, height, part);
    }
}
