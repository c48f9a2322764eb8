package io.batchline.samples.sheets;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGQTable;

/// Writes a grey picture as a baseline JPEG, the same bytes on every machine.
///
/// The platform's own writer is a native library whose version differs from machine to machine.
/// Here blocks that hold nothing but grain are written flat, which is most of a form, so this is
/// also quick. For one thread at a time.
final class GreyJpeg {
    private static final int BLOCK = 8;
    private static final int AREA = BLOCK * BLOCK;
    private static final float COARSENESS = 1.1f;

    /// How much coarser than the tables of the standard quality 40 is.
    private static final float QUALITY_40 = 1.25f;

    private static final int GRAIN_RANGE = 10;
    private static final int[] ZIGZAG = zigzag();
    private static final float[] COSINES = cosines();

    private final int[] quantizers;
    private final int grainRange;
    private final float[] scales = new float[AREA];
    private final JpegBits.Codes dcCodes = JpegBits.Codes.of(JPEGHuffmanTable.StdDCLuminance);
    private final JpegBits.Codes acCodes = JpegBits.Codes.of(JPEGHuffmanTable.StdACLuminance);
    private final float[] samples = new float[AREA];
    private final float[] turned = new float[AREA];
    private final int[] coefficients = new int[AREA];

    GreyJpeg() {
        this(COARSENESS, GRAIN_RANGE);
    }

    private GreyJpeg(float coarseness, int grainRange) {
        this.grainRange = grainRange;
        quantizers = JPEGQTable.K1Luminance.getScaledInstance(coarseness, true).getTable();
        for (int at = 0; at < AREA; at++) {
            scales[at] = 1f / quantizers[at];
        }
    }

    /// Writes what grain leaves too, and is slower.
    static GreyJpeg faithful() {
        return new GreyJpeg(COARSENESS / 4, 0);
    }

    /// As a program at quality 40 writes it.
    static GreyJpeg poor() {
        return new GreyJpeg(QUALITY_40, 0);
    }

    byte[] encode(GreyCanvas picture, int dpi) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        writeHeader(header, picture, dpi);
        JpegBits bits =
                new JpegBits(header.toByteArray(), picture.width * picture.height / 16 + 4096);
        int previous = 0;
        for (int top = 0; top < picture.height; top += BLOCK) {
            for (int left = 0; left < picture.width; left += BLOCK) {
                previous = writeBlock(bits, picture, left, top, previous);
            }
        }
        return bits.finish();
    }

    private int writeBlock(JpegBits bits, GreyCanvas picture, int left, int top, int previous) {
        int sum = load(picture, left, top);
        if (sum >= 0) {
            int dc = Math.round((sum / 8f - 128 * BLOCK) * scales[0]);
            dcCodes.writeDifference(bits, dc - previous);
            acCodes.write(bits, 0);
            return dc;
        }
        transform();
        for (int at = 0; at < AREA; at++) {
            int natural = ZIGZAG[at];
            coefficients[at] = Math.round(samples[natural] * scales[natural]);
        }
        dcCodes.writeDifference(bits, coefficients[0] - previous);
        writeAc(bits);
        return coefficients[0];
    }

    private void writeAc(JpegBits bits) {
        int zeros = 0;
        for (int at = 1; at < AREA; at++) {
            int value = coefficients[at];
            if (value == 0) {
                zeros++;
                continue;
            }
            for (; zeros > 15; zeros -= 16) {
                acCodes.write(bits, 0xF0);
            }
            acCodes.writeValue(bits, zeros, value);
            zeros = 0;
        }
        if (zeros > 0) {
            acCodes.write(bits, 0);
        }
    }

    /// Fills the samples; gives their sum when they are flat but for grain, else -1. Edges repeat
    /// the last row and column.
    private int load(GreyCanvas picture, int left, int top) {
        int darkest = 255;
        int lightest = 0;
        int sum = 0;
        for (int y = 0; y < BLOCK; y++) {
            int row = Math.min(top + y, picture.height - 1) * picture.width;
            for (int x = 0; x < BLOCK; x++) {
                int grey = picture.pixels[row + Math.min(left + x, picture.width - 1)] & 0xFF;
                samples[y * BLOCK + x] = grey - 128;
                sum += grey;
                darkest = Math.min(darkest, grey);
                lightest = Math.max(lightest, grey);
            }
        }
        return lightest - darkest <= grainRange ? sum : -1;
    }

    // Rows, then columns: each pass turns the block, so two passes leave it upright.
    private void transform() {
        cosineRows(samples, turned);
        cosineRows(turned, samples);
    }

    private static void cosineRows(float[] from, float[] to) {
        for (int row = 0; row < BLOCK; row++) {
            int at = row * BLOCK;
            float even0 = from[at] + from[at + 7];
            float even1 = from[at + 1] + from[at + 6];
            float even2 = from[at + 2] + from[at + 5];
            float even3 = from[at + 3] + from[at + 4];
            float odd0 = from[at] - from[at + 7];
            float odd1 = from[at + 1] - from[at + 6];
            float odd2 = from[at + 2] - from[at + 5];
            float odd3 = from[at + 3] - from[at + 4];
            for (int k = 0; k < BLOCK; k += 2) {
                int e = k * 4;
                to[k * BLOCK + row] =
                        COSINES[e] * even0
                                + COSINES[e + 1] * even1
                                + COSINES[e + 2] * even2
                                + COSINES[e + 3] * even3;
                to[(k + 1) * BLOCK + row] =
                        COSINES[e + 4] * odd0
                                + COSINES[e + 5] * odd1
                                + COSINES[e + 6] * odd2
                                + COSINES[e + 7] * odd3;
            }
        }
    }

    private void writeHeader(ByteArrayOutputStream out, GreyCanvas picture, int dpi) {
        bytes(out, 0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 1);
        bytes(out, dpi >> 8, dpi, dpi >> 8, dpi, 0, 0);
        bytes(out, 0xFF, 0xDB, 0, 3 + AREA, 0);
        for (int natural : ZIGZAG) {
            out.write(quantizers[natural]);
        }
        bytes(
                out,
                0xFF,
                0xC0,
                0,
                11,
                8,
                picture.height >> 8,
                picture.height,
                picture.width >> 8,
                picture.width);
        bytes(out, 1, 1, 0x11, 0);
        huffman(out, 0x00, JPEGHuffmanTable.StdDCLuminance);
        huffman(out, 0x10, JPEGHuffmanTable.StdACLuminance);
        bytes(out, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, AREA - 1, 0);
    }

    private static void huffman(ByteArrayOutputStream out, int kind, JPEGHuffmanTable table) {
        short[] lengths = table.getLengths();
        short[] values = table.getValues();
        int size = 3 + JpegBits.LONGEST_CODE + values.length;
        bytes(out, 0xFF, 0xC4, size >> 8, size, kind);
        bytes(out, Arrays.copyOf(lengths, JpegBits.LONGEST_CODE));
        bytes(out, values);
    }

    private static void bytes(ByteArrayOutputStream out, short[] values) {
        for (short value : values) {
            out.write(value);
        }
    }

    private static void bytes(ByteArrayOutputStream out, int... values) {
        for (int value : values) {
            out.write(value);
        }
    }

    private static int[] zigzag() {
        int[] order = new int[AREA];
        int at = 0;
        for (int diagonal = 0; diagonal < 2 * BLOCK - 1; diagonal++) {
            int first = Math.max(0, diagonal - BLOCK + 1);
            int last = Math.min(diagonal, BLOCK - 1);
            for (int step = first; step <= last; step++) {
                int row = diagonal % 2 == 0 ? diagonal - step : step;
                order[at++] = row * BLOCK + diagonal - row;
            }
        }
        return order;
    }

    private static float[] cosines() {
        float[] table = new float[BLOCK * 4];
        for (int k = 0; k < BLOCK; k++) {
            double scale = k == 0 ? StrictMath.sqrt(0.125) : 0.5;
            for (int x = 0; x < 4; x++) {
                table[k * 4 + x] =
                        (float) (scale * StrictMath.cos((2 * x + 1) * k * StrictMath.PI / 16));
            }
        }
        return table;
    }
}
