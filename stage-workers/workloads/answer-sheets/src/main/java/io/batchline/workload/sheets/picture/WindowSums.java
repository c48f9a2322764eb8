package io.batchline.workload.sheets.picture;

/// Sums over any window of a picture in a few steps, from running sums.
public final class WindowSums {
    private final int stride;
    private final int[] sums;

    /// Whole numbers, exact far beyond any picture.
    private final double[] squares;

    public WindowSums(GrayPicture picture) {
        this.stride = picture.width() + 1;
        this.sums = new int[stride * (picture.height() + 1)];
        this.squares = new double[sums.length];
        byte[] pixels = picture.pixels();
        for (int y = 0; y < picture.height(); y++) {
            int sum = 0;
            double square = 0;
            int at = (y + 1) * stride + 1;
            for (int x = 0; x < picture.width(); x++, at++) {
                int grey = pixels[y * picture.width() + x] & 0xFF;
                sum += grey;
                square += grey * grey;
                // May overflow on large pictures; a window's own sum, a difference, does not.
                sums[at] = sums[at - stride] + sum;
                squares[at] = squares[at - stride] + square;
            }
        }
    }

    public double sum(int x, int y, int width, int height) {
        int above = y * stride + x;
        int below = above + height * stride;
        return sums[below + width] - sums[below] - sums[above + width] + sums[above];
    }

    double squares(int x, int y, int width, int height) {
        int above = y * stride + x;
        int below = above + height * stride;
        return squares[below + width] - squares[below] - squares[above + width] + squares[above];
    }

    /// The spread of as many windows in a row as asked, each one pixel right of the one before.
    void spreads(int x, int y, int width, int height, int count, float[] spreads) {
        int above = y * stride + x;
        int below = above + height * stride;
        float share = 1f / (width * height);
        for (int i = 0; i < count; i++) {
            float sum =
                    sums[below + width + i]
                            - sums[below + i]
                            - sums[above + width + i]
                            + sums[above + i];
            double square =
                    squares[below + width + i]
                            - squares[below + i]
                            - squares[above + width + i]
                            + squares[above + i];
            spreads[i] = (float) square - sum * sum * share;
        }
    }

    /// Sum of the squared deviations from the window's mean.
    double spread(int x, int y, int width, int height) {
        double sum = sum(x, y, width, height);
        return Math.max(0, squares(x, y, width, height) - sum * sum / (width * height));
    }
}
