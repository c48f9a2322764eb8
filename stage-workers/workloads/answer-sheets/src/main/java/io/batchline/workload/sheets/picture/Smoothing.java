package io.batchline.workload.sheets.picture;

import java.util.Arrays;

/// Gaussian blur in fixed point: weights are 256ths, the picture is mirrored at its edges without
/// repeating the edge itself.
public final class Smoothing {
    private static final int ONE = 256;
    private static final int[][] NARROW = {
        {ONE}, {64, 128, 64}, {16, 64, 96, 64, 16}, {8, 28, 56, 72, 56, 28, 8}
    };

    private final int[] across;
    private final int[] down;

    private Smoothing(int[] across, int[] down) {
        this.across = across;
        this.down = down;
    }

    /// @param width odd
    /// @param height odd
    /// @param sigma 0 or less where it follows from each side
    public static Smoothing gaussian(int width, int height, double sigma) {
        return new Smoothing(weights(width, sigma), weights(height, sigma));
    }

    public static Smoothing gaussian(int size) {
        return gaussian(size, size, 0);
    }

    public GrayPicture apply(GrayPicture from) {
        int width = from.width();
        int height = from.height();
        int reach = down.length / 2;
        // Rows blurred sideways are kept only as long as a row below or above needs them.
        int[][] rows = new int[down.length][width];
        int[] padded = new int[width + across.length - 1];
        int filled = -1;
        byte[] to = new byte[from.pixels().length];
        int[] sums = new int[width];
        for (int y = 0; y < height; y++) {
            int last = Math.min(height - 1, y + reach);
            while (filled < last) {
                filled++;
                blurRow(from, filled, padded, rows[filled % rows.length]);
            }
            Arrays.fill(sums, 1 << 15);
            for (int k = 0; k < down.length; k++) {
                addRow(rows[mirrored(y + k - reach, height) % rows.length], down[k], sums);
            }
            for (int x = 0; x < width; x++) {
                to[y * width + x] = (byte) (sums[x] >> 16);
            }
        }
        return new GrayPicture(width, height, to);
    }

    private static void addRow(int[] row, int weight, int[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += row[x] * weight;
        }
    }

    private void blurRow(GrayPicture from, int y, int[] padded, int[] to) {
        int reach = across.length / 2;
        int width = from.width();
        int start = y * width;
        for (int x = -reach; x < width + reach; x++) {
            padded[x + reach] = from.pixels()[start + mirrored(x, width)] & 0xFF;
        }
        for (int x = 0; x < width; x++) {
            to[x] = padded[x] * across[0];
        }
        for (int k = 1; k < across.length; k++) {
            int weight = across[k];
            for (int x = 0; x < width; x++) {
                to[x] += padded[x + k] * weight;
            }
        }
    }

    private static int mirrored(int at, int size) {
        if (size == 1) {
            return 0;
        }
        int place = at;
        while (place < 0 || place >= size) {
            place = place < 0 ? -place : 2 * size - 2 - place;
        }
        return place;
    }

    private static int[] weights(int size, double sigma) {
        if (sigma <= 0 && size / 2 < NARROW.length) {
            return NARROW[size / 2];
        }
        double width = sigma > 0 ? sigma : ((size - 1) * 0.5 - 1) * 0.3 + 0.8;
        double[] bell = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double x = i - (size - 1) * 0.5;
            bell[i] = Math.exp(-0.5 / (width * width) * x * x);
            sum += bell[i];
        }
        int[] weights = new int[size];
        double carried = 0;
        int used = 0;
        for (int i = 0; i < size / 2; i++) {
            double exact = bell[i] / sum * ONE + carried;
            weights[i] = (int) Math.rint(exact);
            carried = exact - weights[i];
            weights[size - 1 - i] = weights[i];
            used += 2 * weights[i];
        }
        weights[size / 2] = ONE - used;
        return weights;
    }
}
