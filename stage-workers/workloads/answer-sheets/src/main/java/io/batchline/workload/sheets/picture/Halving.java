package io.batchline.workload.sheets.picture;

/// A picture of half the size, whose pixels are the means of squares of the larger one.
final class Halving {
    private Halving() {}

    /// What is left over at the right and the bottom is cut off; a single row or column stays.
    static GrayPicture of(GrayPicture picture) {
        int width = picture.width() / 2;
        int height = picture.height() / 2;
        if (width == 0 || height == 0) {
            return picture;
        }
        byte[] from = picture.pixels();
        byte[] to = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int above = 2 * y * picture.width();
            int below = above + picture.width();
            int row = y * width;
            for (int x = 0; x < width; x++) {
                int sum =
                        (from[above + 2 * x] & 0xFF)
                                + (from[above + 2 * x + 1] & 0xFF)
                                + (from[below + 2 * x] & 0xFF)
                                + (from[below + 2 * x + 1] & 0xFF);
                to[row + x] = (byte) ((sum + 2) >> 2);
            }
        }
        return new GrayPicture(width, height, to);
    }
}
