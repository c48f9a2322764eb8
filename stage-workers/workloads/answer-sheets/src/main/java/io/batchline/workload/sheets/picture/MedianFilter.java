package io.batchline.workload.sheets.picture;

import java.util.Arrays;

/// Replaces each pixel by the median of the box around it; the edge's pixels count on beyond the
/// edge.
///
/// Keeps a histogram that slides along each row, so the cost per pixel grows with the box's side,
/// not with its area.
public final class MedianFilter {
    private final GrayPicture from;
    private final int reach;
    private final int half;
    private final int[] counts = new int[256];

    /// How many pixels of the box are darker than the median.
    private int darker;

    private int median;

    private MedianFilter(GrayPicture from, int size) {
        this.from = from;
        this.reach = size / 2;
        this.half = size * size / 2;
    }

    /// @param size the box's side, odd
    public static GrayPicture apply(GrayPicture from, int size) {
        return new MedianFilter(from, size).apply();
    }

    private GrayPicture apply() {
        byte[] to = new byte[from.pixels().length];
        for (int y = 0; y < from.height(); y++) {
            start(y);
            for (int x = 0; x < from.width(); x++) {
                if (x > 0) {
                    column(x - 1 - reach, y, -1);
                    column(x + reach, y, 1);
                }
                settle();
                to[y * from.width() + x] = (byte) median;
            }
        }
        return new GrayPicture(from.width(), from.height(), to);
    }

    private void start(int y) {
        Arrays.fill(counts, 0);
        darker = 0;
        median = 0;
        for (int x = -reach; x <= reach; x++) {
            column(x, y, 1);
        }
    }

    private void column(int x, int y, int change) {
        int column = Math.clamp(x, 0, from.width() - 1);
        for (int row = y - reach; row <= y + reach; row++) {
            int grey = from.at(column, Math.clamp(row, 0, from.height() - 1));
            counts[grey] += change;
            if (grey < median) {
                darker += change;
            }
        }
    }

    private void settle() {
        while (darker > half) {
            median--;
            darker -= counts[median];
        }
        while (darker + counts[median] <= half) {
            darker += counts[median];
            median++;
        }
    }
}
