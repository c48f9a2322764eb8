package io.batchline.workload.sheets.picture;

import java.util.Arrays;

/// A smaller picture whose pixels are the means of squares of the larger one.
public final class Shrinking {
    private Shrinking() {}

    /// What is left over at the right and the bottom is cut off; a picture that is narrower than
    /// the factor stays as it is.
    public static GrayPicture by(GrayPicture picture, int factor) {
        int width = picture.width() / factor;
        int height = picture.height() / factor;
        if (factor == 1 || width == 0 || height == 0) {
            return picture;
        }
        if (factor == 2) {
            return halved(picture, width, height);
        }
        byte[] small = new byte[width * height];
        int[] sums = new int[width];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 0);
            for (int row = 0; row < factor; row++) {
                addRow(picture, (y * factor + row) * picture.width(), factor, sums);
            }
            for (int x = 0; x < width; x++) {
                small[y * width + x] = (byte) ((sums[x] + factor * factor / 2) / (factor * factor));
            }
        }
        return new GrayPicture(width, height, small);
    }

    /// By far the most frequent case, and several times as quick on its own.
    private static GrayPicture halved(GrayPicture picture, int width, int height) {
        byte[] pixels = picture.pixels();
        byte[] small = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int above = 2 * y * picture.width();
            int below = above + picture.width();
            int to = y * width;
            for (int x = 0; x < width; x++) {
                int sum =
                        (pixels[above + 2 * x] & 0xFF)
                                + (pixels[above + 2 * x + 1] & 0xFF)
                                + (pixels[below + 2 * x] & 0xFF)
                                + (pixels[below + 2 * x + 1] & 0xFF);
                small[to + x] = (byte) ((sum + 2) >> 2);
            }
        }
        return new GrayPicture(width, height, small);
    }

    private static void addRow(GrayPicture picture, int from, int factor, int[] sums) {
        byte[] pixels = picture.pixels();
        int at = from;
        for (int x = 0; x < sums.length; x++) {
            int sum = 0;
            for (int n = 0; n < factor; n++) {
                sum += pixels[at++] & 0xFF;
            }
            sums[x] += sum;
        }
    }
}
