package io.batchline.workload.sheets.locate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// What is done to each row of a thumbnail, hundreds of thousands of cells a sheet.
///
/// A method has one row or less: it is called so often that the compiler takes it up within the
/// first sheets, where a loop over a whole picture is left half way through each time.
final class CellRows {
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Every other one of eight bytes, which leaves each room to carry into.
    private static final long BYTES = 0x00FF_00FF_00FF_00FFL;

    private static final long ONES = 0x0001_0001_0001_0001L;
    private static final int LIGHTER_THAN_ANY = 256;

    private CellRows() {}

    /// Makes a row of cells, each from four pixels.
    ///
    /// @param upper the first pixel of the first cell in its upper row of pixels
    /// @param lower the same in its lower row
    /// @param apart pixels from a cell's left one to its right one
    /// @param cell pixels from one cell to the next
    static void sample(
            byte[] pixels, int upper, int lower, int apart, int cell, byte[] cells, Span row) {
        int above = upper;
        int below = lower;
        for (int at = row.from(); at < row.to(); at++) {
            int sum =
                    (pixels[above] & 0xFF)
                            + (pixels[above + apart] & 0xFF)
                            + (pixels[below] & 0xFF)
                            + (pixels[below + apart] & 0xFF);
            cells[at] = (byte) (sum >> 2);
            above += cell;
            below += cell;
        }
    }

    /// The lightest of some cells, or what was known where none is lighter: mostly so, and eight
    /// cells at a time.
    static int lightest(byte[] cells, Span span, int known) {
        int light = known;
        int at = span.from();
        for (; at + Long.BYTES <= span.to(); at += Long.BYTES) {
            long eight = (long) EIGHT.get(cells, at);
            long carry = (LIGHTER_THAN_ANY - 1 - light) * ONES;
            long lighter = ((eight & BYTES) + carry) | ((eight >>> 8 & BYTES) + carry);
            if ((lighter & (ONES << 8)) != 0) {
                light = lightestOf(cells, at, at + Long.BYTES, light);
            }
        }
        return lightestOf(cells, at, span.to(), light);
    }

    private static int lightestOf(byte[] cells, int from, int to, int known) {
        int light = known;
        for (int at = from; at < to; at++) {
            light = Math.max(light, cells[at] & 0xFF);
        }
        return light;
    }

    /// Puts what a table has for a grey in each cell's place.
    static void replace(byte[] cells, Span span, byte[] table) {
        for (int at = span.from(); at < span.to(); at++) {
            cells[at] = table[cells[at] & 0xFF];
        }
    }

    /// Adds to the number of cells of each grey.
    static void count(byte[] cells, Span span, int[] counts) {
        for (int at = span.from(); at < span.to(); at++) {
            counts[cells[at] & 0xFF]++;
        }
    }

    /// As [#count], of cells that are darker than a threshold only.
    static void countDark(byte[] cells, Span span, int threshold, int[] counts) {
        int at = firstDark(cells, span, threshold);
        while (at < span.to()) {
            counts[cells[at] & 0xFF]++;
            at = firstDark(cells, new Span(at + 1, span.to()), threshold);
        }
    }

    /// The first of some cells that is darker than a threshold, or the span's end. Paper is passed
    /// over eight cells at a time.
    static int firstDark(byte[] cells, Span span, int threshold) {
        long carry = (LIGHTER_THAN_ANY - threshold) * ONES;
        long light = ONES << 8;
        int at = span.from();
        for (; at + Long.BYTES <= span.to(); at += Long.BYTES) {
            long eight = (long) EIGHT.get(cells, at);
            long all = ((eight & BYTES) + carry) & ((eight >>> 8 & BYTES) + carry) & light;
            if (all != light) {
                break;
            }
        }
        while (at < span.to() && (cells[at] & 0xFF) >= threshold) {
            at++;
        }
        return at;
    }

    /// Cells from one place up to another, without that.
    record Span(int from, int to) {}
}
