package io.batchline.workload.sheets.picture;

/// Brings a picture to another size by bilinear interpolation in fixed point, the two sides scaled
/// apart.
public final class Scaling {
    private static final int ONE = 1 << 11;

    private Scaling() {}

    public static GrayPicture to(GrayPicture from, int width, int height) {
        if (from.width() == width && from.height() == height) {
            return from;
        }
        if (from.width() == 2 * width && from.height() == 2 * height) {
            return halved(from);
        }
        Taps columns = Taps.across(from.width(), width);
        Taps rows = Taps.down(from.height(), height);
        byte[] to = new byte[Math.multiplyExact(width, height)];
        // Consecutive rows share a source row more often than not: two scaled rows are kept.
        int[] upper = new int[width];
        int[] lower = new int[width];
        int upperRow = -1;
        int lowerRow = -1;
        for (int y = 0; y < height; y++) {
            int first = Math.clamp(rows.at[y], 0, from.height() - 1);
            int second = Math.clamp(rows.at[y] + 1, 0, from.height() - 1);
            if (first == lowerRow) {
                int[] swapped = upper;
                upper = lower;
                lower = swapped;
                upperRow = lowerRow;
                lowerRow = -1;
            }
            if (first != upperRow) {
                columns.apply(from, first, upper);
                upperRow = first;
            }
            if (second != lowerRow) {
                columns.apply(from, second, lower);
                lowerRow = second;
            }
            blend(upper, lower, rows.near[y], rows.far[y], to, y * width);
        }
        return new GrayPicture(width, height, to);
    }

    private static void blend(int[] upper, int[] lower, int near, int far, byte[] to, int at) {
        for (int x = 0; x < upper.length; x++) {
            int value = ((near * (upper[x] >> 4)) >> 16) + ((far * (lower[x] >> 4)) >> 16);
            to[at + x] = (byte) ((value + 2) >> 2);
        }
    }

    /// To exactly half the size each pixel is the mean of four.
    private static GrayPicture halved(GrayPicture from) {
        int width = from.width() / 2;
        int height = from.height() / 2;
        byte[] source = from.pixels();
        byte[] to = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int above = 2 * y * from.width();
            int below = above + from.width();
            for (int x = 0; x < width; x++) {
                int sum =
                        (source[above + 2 * x] & 0xFF)
                                + (source[above + 2 * x + 1] & 0xFF)
                                + (source[below + 2 * x] & 0xFF)
                                + (source[below + 2 * x + 1] & 0xFF);
                to[y * width + x] = (byte) ((sum + 2) >> 2);
            }
        }
        return new GrayPicture(width, height, to);
    }

    /// For each target position the source position and the weights of it and of the next.
    private static final class Taps {
        private final int[] at;
        private final int[] next;
        private final int[] near;
        private final int[] far;

        private Taps(int target) {
            at = new int[target];
            next = new int[target];
            near = new int[target];
            far = new int[target];
        }

        static Taps across(int source, int target) {
            Taps taps = new Taps(target);
            for (int i = 0; i < target; i++) {
                float position = position(source, target, i);
                int floor = (int) Math.floor(position);
                if (floor < 0) {
                    taps.set(i, 0, 0);
                } else if (floor >= source - 1) {
                    taps.set(i, source - 1, 0);
                } else {
                    taps.set(i, floor, position - floor);
                    taps.next[i] = floor + 1;
                }
            }
            return taps;
        }

        /// Downwards a position outside keeps its weights and takes the edge's row twice.
        static Taps down(int source, int target) {
            Taps taps = new Taps(target);
            for (int i = 0; i < target; i++) {
                float position = position(source, target, i);
                int floor = (int) Math.floor(position);
                taps.set(i, floor, position - floor);
            }
            return taps;
        }

        private static float position(int source, int target, int i) {
            double scale = 1.0 / ((double) target / source);
            return (float) ((i + 0.5) * scale - 0.5);
        }

        private void set(int i, int position, float fraction) {
            at[i] = position;
            next[i] = position;
            near[i] = (int) Math.rint((1 - fraction) * ONE);
            far[i] = (int) Math.rint(fraction * ONE);
        }

        void apply(GrayPicture from, int row, int[] to) {
            byte[] source = from.pixels();
            int start = row * from.width();
            for (int x = 0; x < to.length; x++) {
                to[x] =
                        (source[start + at[x]] & 0xFF) * near[x]
                                + (source[start + next[x]] & 0xFF) * far[x];
            }
        }
    }
}
