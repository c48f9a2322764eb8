package io.batchline.workload.sheets.picture;

/// Takes a picture through a projection, with bilinear interpolation in 32nds of a pixel; what
/// comes from outside is black.
public final class Warp {
    private static final int FRACTIONS = 32;
    private static final int FRACTION_BITS = 5;

    private Warp() {}

    /// @param onto takes places of the picture to places of the result
    public static GrayPicture of(GrayPicture from, Projection onto, int width, int height) {
        double[] m = onto.inverse().matrix();
        byte[] to = new byte[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            double xRow = m[1] * y + m[2];
            double yRow = m[4] * y + m[5];
            double wRow = m[7] * y + m[8];
            for (int x = 0; x < width; x++) {
                double w = m[6] * x + wRow;
                double scale = w == 0 ? 0 : FRACTIONS / w;
                int fromX = fixed((m[0] * x + xRow) * scale);
                int fromY = fixed((m[3] * x + yRow) * scale);
                to[y * width + x] = (byte) sample(from, fromX, fromY);
            }
        }
        return new GrayPicture(width, height, to);
    }

    private static int fixed(double position) {
        return (int) Math.rint(position);
    }

    private static int sample(GrayPicture from, int fixedX, int fixedY) {
        int x = fixedX >> FRACTION_BITS;
        int y = fixedY >> FRACTION_BITS;
        int right = fixedX & (FRACTIONS - 1);
        int below = fixedY & (FRACTIONS - 1);
        int width = from.width();
        int upper;
        int lower;
        if (x >= 0 && y >= 0 && x < width - 1 && y < from.height() - 1) {
            byte[] pixels = from.pixels();
            int at = y * width + x;
            upper = mix(pixels[at] & 0xFF, pixels[at + 1] & 0xFF, right);
            lower = mix(pixels[at + width] & 0xFF, pixels[at + width + 1] & 0xFF, right);
        } else {
            upper = mix(orBlack(from, x, y), orBlack(from, x + 1, y), right);
            lower = mix(orBlack(from, x, y + 1), orBlack(from, x + 1, y + 1), right);
        }
        return (mix(upper, lower, below) + FRACTIONS * FRACTIONS / 2) >> (2 * FRACTION_BITS);
    }

    private static int mix(int near, int far, int share) {
        return near * (FRACTIONS - share) + far * share;
    }

    private static int orBlack(GrayPicture from, int x, int y) {
        return x >= 0 && y >= 0 && x < from.width() && y < from.height() ? from.at(x, y) : 0;
    }
}
