package io.batchline.workload.sheets.picture;

import java.util.Arrays;

/// Lightest and darkest pixel within a box around each pixel; what lies outside the picture does
/// not count.
///
/// The box reaches half its side to the left and up, and one less to the right and down where the
/// side is even.
public final class Morphology {
    private Morphology() {}

    /// Each pixel becomes the lightest in the box.
    public static GrayPicture dilated(GrayPicture from, int width, int height) {
        // The darkest of the negative is the negative of the lightest.
        return negative(eroded(negative(from), width, height));
    }

    /// Each pixel becomes the darkest in the box.
    public static GrayPicture eroded(GrayPicture from, int width, int height) {
        byte[] sideways = darkestAcross(from, width);
        return new GrayPicture(
                from.width(),
                from.height(),
                darkestDown(sideways, from.width(), from.height(), height));
    }

    /// Fills dark gaps narrower than the box.
    public static GrayPicture closed(GrayPicture from, int width, int height) {
        return eroded(dilated(from, width, height), width, height);
    }

    /// Removes light specks narrower than the box, eroding and dilating that many times each.
    public static GrayPicture opened(GrayPicture from, int width, int height, int times) {
        GrayPicture picture = from;
        for (int i = 0; i < times; i++) {
            picture = eroded(picture, width, height);
        }
        for (int i = 0; i < times; i++) {
            picture = dilated(picture, width, height);
        }
        return picture;
    }

    private static GrayPicture negative(GrayPicture from) {
        byte[] to = new byte[from.pixels().length];
        for (int i = 0; i < to.length; i++) {
            to[i] = (byte) ~from.pixels()[i];
        }
        return new GrayPicture(from.width(), from.height(), to);
    }

    private static byte[] darkestAcross(GrayPicture from, int size) {
        int width = from.width();
        byte[] to = new byte[from.pixels().length];
        int[] line = new int[width + size - 1];
        for (int row = 0; row < to.length; row += width) {
            Arrays.fill(line, 255);
            for (int x = 0; x < width; x++) {
                line[x + size / 2] = from.pixels()[row + x] & 0xFF;
            }
            darkest(line, size);
            for (int x = 0; x < width; x++) {
                to[row + x] = (byte) line[x];
            }
        }
        return to;
    }

    /// Makes each entry the least of itself and the size - 1 after it, doubling the span that is
    /// covered with each pass.
    private static void darkest(int[] line, int size) {
        int covered = 1;
        while (covered < size) {
            int step = Math.min(covered, size - covered);
            for (int i = 0; i < line.length - step; i++) {
                line[i] = Math.min(line[i], line[i + step]);
            }
            covered += step;
        }
    }

    private static byte[] darkestDown(byte[] from, int width, int height, int size) {
        int rows = height + size - 1;
        byte[] plane = new byte[rows * width];
        Arrays.fill(plane, (byte) 255);
        System.arraycopy(from, 0, plane, size / 2 * width, from.length);
        int covered = 1;
        while (covered < size) {
            int step = Math.min(covered, size - covered) * width;
            for (int i = 0; i < plane.length - step; i++) {
                plane[i] = (byte) Math.min(plane[i] & 0xFF, plane[i + step] & 0xFF);
            }
            covered += step / width;
        }
        return Arrays.copyOf(plane, from.length);
    }
}
