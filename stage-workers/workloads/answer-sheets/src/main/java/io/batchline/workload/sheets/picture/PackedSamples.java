package io.batchline.workload.sheets.picture;

import java.awt.image.DataBufferByte;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.Raster;
import java.util.Optional;

/// The samples of a raster that holds several pixels in a byte (1, 2 or 4 bits each), as they lie
/// in its array: as with [Samples], to walk them directly is many times as quick.
final class PackedSamples {
    private final int width;
    private final int height;
    private final byte[] stored;
    private final int rowStride;
    private final int bits;

    private PackedSamples(Raster raster, MultiPixelPackedSampleModel model, byte[] stored) {
        this.width = raster.getWidth();
        this.height = raster.getHeight();
        this.stored = stored;
        this.rowStride = model.getScanlineStride();
        this.bits = model.getPixelBitStride();
    }

    /// Empty where the raster is of another kind, or part of a larger one.
    static Optional<PackedSamples> of(Raster raster) {
        return raster.getDataBuffer() instanceof DataBufferByte bytes
                        && raster.getSampleModel() instanceof MultiPixelPackedSampleModel model
                        && model.getDataBitOffset() == 0
                        && raster.getMinX() == 0
                        && raster.getMinY() == 0
                        && bytes.getOffset() == 0
                        && raster.getSampleModelTranslateX() == 0
                        && raster.getSampleModelTranslateY() == 0
                ? Optional.of(new PackedSamples(raster, model, bytes.getData()))
                : Optional.empty();
    }

    /// Each by a table; what is beyond the table takes its last entry.
    byte[] lookedUp(byte[] table) {
        int perByte = Byte.SIZE / bits;
        byte[] ofByte = unpacked(table, perByte);
        byte[] to = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int row = y * width;
            for (int x = 0; x < width; x += perByte) {
                int from = (stored[y * rowStride + x / perByte] & 0xFF) * perByte;
                int count = Math.min(perByte, width - x);
                for (int i = 0; i < count; i++) {
                    to[row + x + i] = ofByte[from + i];
                }
            }
        }
        return to;
    }

    /// The greys of each of the 256 bytes, one after the other.
    private byte[] unpacked(byte[] table, int perByte) {
        byte[] greys = new byte[(1 << Byte.SIZE) * perByte];
        int mask = (1 << bits) - 1;
        for (int value = 0; value < 1 << Byte.SIZE; value++) {
            for (int i = 0; i < perByte; i++) {
                int sample = value >> (Byte.SIZE - bits * (i + 1)) & mask;
                greys[value * perByte + i] = table[Math.min(sample, table.length - 1)];
            }
        }
        return greys;
    }
}
