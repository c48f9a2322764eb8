package io.batchline.samples.sheets;

import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/// The entropy-coded part of a JPEG as it grows: bits in, bytes out, with the zero that must follow
/// each 0xFF.
final class JpegBits {
    static final int LONGEST_CODE = 16;

    private byte[] bytes;
    private int size;
    private long pending;
    private int pendingBits;

    JpegBits(byte[] header, int expectedBytes) {
        bytes = Arrays.copyOf(header, header.length + expectedBytes);
        size = header.length;
    }

    void write(int value, int count) {
        pending = (pending << count) | (value & ((1 << count) - 1));
        pendingBits += count;
        while (pendingBits >= 8) {
            pendingBits -= 8;
            put((int) (pending >>> pendingBits) & 0xFF);
        }
    }

    byte[] finish() {
        write(0x7F, 7);
        pendingBits = 0;
        append(0xFF);
        append(0xD9);
        return Arrays.copyOf(bytes, size);
    }

    private void put(int value) {
        append(value);
        if (value == 0xFF) {
            append(0);
        }
    }

    private void append(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size + size / 2);
        }
        bytes[size++] = (byte) value;
    }

    /// The codes of one Huffman table, by symbol.
    static final class Codes {
        private final int[] codes;
        private final int[] lengths;

        private Codes(int[] codes, int[] lengths) {
            this.codes = codes;
            this.lengths = lengths;
        }

        static Codes of(JPEGHuffmanTable table) {
            int[] codes = new int[256];
            int[] lengths = new int[256];
            short[] perLength = table.getLengths();
            short[] values = table.getValues();
            int code = 0;
            int at = 0;
            for (int length = 1; length <= perLength.length; length++) {
                for (int n = 0; n < perLength[length - 1]; n++) {
                    codes[values[at]] = code++;
                    lengths[values[at++]] = length;
                }
                code <<= 1;
            }
            return new Codes(codes, lengths);
        }

        void write(JpegBits bits, int symbol) {
            bits.write(codes[symbol], lengths[symbol]);
        }

        void writeDifference(JpegBits bits, int difference) {
            writeValue(bits, 0, difference);
        }

        /// A symbol of the zeros before the value and its size, then the value's own bits.
        void writeValue(JpegBits bits, int zeros, int value) {
            int magnitude = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(value));
            write(bits, zeros << 4 | magnitude);
            bits.write(value < 0 ? value - 1 : value, magnitude);
        }
    }
}
