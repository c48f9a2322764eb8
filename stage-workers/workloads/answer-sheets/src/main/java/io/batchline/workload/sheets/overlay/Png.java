package io.batchline.workload.sheets.overlay;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Pictures as PNG files (RFC 2083), packed quickly rather than well: a sheet in doubt must not
/// take much longer than another. With half a byte for each pixel this takes a quarter of the time
/// that ImageIO takes with one.
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GREY = 0;
    private static final int PALETTE = 3;
    private static final int WHOLE = 8;
    private static final int HALF = 4;

    private Png() {}

    /// @param picture of one byte for each pixel: greys, or at most 16 colours
    /// @throws IllegalArgumentException when it is of another kind
    public static byte[] bytes(BufferedImage picture) throws IOException {
        return switch (picture.getType()) {
            case BufferedImage.TYPE_BYTE_GRAY -> bytes(picture, WHOLE, GREY, new byte[0]);
            case BufferedImage.TYPE_BYTE_INDEXED -> bytes(picture, HALF, PALETTE, palette(picture));
            default ->
                    throw new IllegalArgumentException(
                            "a picture of type %d: it takes greys or a palette"
                                    .formatted(picture.getType()));
        };
    }

    private static byte[] bytes(BufferedImage picture, int bits, int kind, byte[] palette)
            throws IOException {
        var file = new ByteArrayOutputStream();
        var out = new DataOutputStream(file);
        out.write(SIGNATURE);
        var header = new ByteArrayOutputStream();
        var fields = new DataOutputStream(header);
        fields.writeInt(picture.getWidth());
        fields.writeInt(picture.getHeight());
        // Deflate, no filter but what each row says, not interlaced.
        fields.write(new byte[] {(byte) bits, (byte) kind, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        if (palette.length > 0) {
            chunk(out, "PLTE", palette);
        }
        chunk(out, "IDAT", packed(picture, bits));
        chunk(out, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /// Row after row, each behind a byte that says that it is not filtered.
    private static byte[] packed(BufferedImage picture, int bits) throws IOException {
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        int width = picture.getWidth();
        byte[] row = new byte[1 + (width * bits + WHOLE - 1) / WHOLE];
        var packed = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(packed, deflater, 1 << 16)) {
            for (int y = 0; y < picture.getHeight(); y++) {
                if (bits == WHOLE) {
                    System.arraycopy(pixels, y * width, row, 1, width);
                } else {
                    halve(pixels, y * width, width, row);
                }
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    /// Two pixels to a byte, the left one in its upper half.
    private static void halve(byte[] pixels, int from, int width, byte[] row) {
        for (int x = 0; x < width; x += 2) {
            int right = x + 1 < width ? pixels[from + x + 1] : 0;
            row[1 + x / 2] = (byte) (pixels[from + x] << HALF | right);
        }
    }

    private static byte[] palette(BufferedImage picture) {
        var colours = (IndexColorModel) picture.getColorModel();
        if (colours.getMapSize() > 1 << HALF) {
            throw new IllegalArgumentException(
                    "a palette of %d colours: it takes up to %d"
                            .formatted(colours.getMapSize(), 1 << HALF));
        }
        byte[] palette = new byte[3 * colours.getMapSize()];
        for (int i = 0; i < colours.getMapSize(); i++) {
            palette[3 * i] = (byte) colours.getRed(i);
            palette[3 * i + 1] = (byte) colours.getGreen(i);
            palette[3 * i + 2] = (byte) colours.getBlue(i);
        }
        return palette;
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) sum.getValue());
    }
}
