package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.picture.Luma.Weighing;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Optional;

/// The samples of a raster of whole bytes, as they lie in its array: many times as quick to walk as
/// the raster itself, which asks its model for each.
final class Samples {
    private final int width;
    private final int height;
    private final byte[] stored;
    private final int pixelStride;
    private final int rowStride;
    private final int[] offsets;

    private Samples(Raster raster, PixelInterleavedSampleModel model, byte[] stored) {
        this.width = raster.getWidth();
        this.height = raster.getHeight();
        this.stored = stored;
        this.pixelStride = model.getPixelStride();
        this.rowStride = model.getScanlineStride();
        this.offsets = model.getBandOffsets();
    }

    /// Empty where the raster is of another kind, or part of a larger one.
    static Optional<Samples> of(Raster raster) {
        return raster.getDataBuffer() instanceof DataBufferByte bytes
                        && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                        && raster.getMinX() == 0
                        && raster.getMinY() == 0
                        && bytes.getNumBanks() == 1
                        && bytes.getOffset() == 0
                        && raster.getSampleModelTranslateX() == 0
                        && raster.getSampleModelTranslateY() == 0
                ? Optional.of(new Samples(raster, model, bytes.getData()))
                : Optional.empty();
    }

    /// The samples of one band. Where there is no other this may be the raster's own array.
    byte[] band(int band) {
        if (pixelStride == 1
                && rowStride == width
                && offsets[band] == 0
                && stored.length == width * height) {
            return stored;
        }
        byte[] to = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int at = y * rowStride + offsets[band];
            int row = y * width;
            for (int x = 0; x < width; x++) {
                to[row + x] = stored[at];
                at += pixelStride;
            }
        }
        return to;
    }

    /// One grey of the first three bands.
    byte[] weighed(Weighing weighing) {
        byte[] to = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int at = y * rowStride;
            int row = y * width;
            for (int x = 0; x < width; x++) {
                to[row + x] =
                        (byte)
                                weighing.grey(
                                        stored[at + offsets[0]] & 0xFF,
                                        stored[at + offsets[1]] & 0xFF,
                                        stored[at + offsets[2]] & 0xFF);
                at += pixelStride;
            }
        }
        return to;
    }

    /// The first band by a table; what is beyond the table takes its last entry.
    byte[] lookedUp(byte[] table) {
        byte[] to = band(0).clone();
        int last = table.length - 1;
        for (int i = 0; i < to.length; i++) {
            to[i] = table[Math.min(to[i] & 0xFF, last)];
        }
        return to;
    }
}
