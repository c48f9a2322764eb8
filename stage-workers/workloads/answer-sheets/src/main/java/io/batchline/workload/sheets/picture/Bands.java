package io.batchline.workload.sheets.picture;

import java.awt.Rectangle;
import java.io.IOException;

/// Makes one grey picture of bands that are decoded one after the other, so that a large picture's
/// colours never lie on the heap all together. Safe to use from many threads.
final class Bands {
    private final PixelLimit limit;
    private final LargePictures large = new LargePictures();

    Bands(PixelLimit limit) {
        this.limit = limit;
    }

    /// Decodes a part of a picture.
    @FunctionalInterface
    interface Greys {

        /// @param part full rows
        /// @return one byte a pixel, row after row
        byte[] of(Rectangle part) throws IOException;
    }

    /// @param bits of a pixel as the decoder gives it
    /// @param together rows that the file packs together
    GrayPicture read(int width, int height, long bits, int together, Detail detail, Greys greys)
            throws IOException {
        int divisor = detail.divisor(width, height);
        long rowBytes = Math.ceilDiv(width * bits, Byte.SIZE);
        int rows = rows(rowBytes, limit.bandBytes(), together, divisor);
        return large.decode(rowBytes * height, () -> joined(width, height, rows, divisor, greys));
    }

    /// @param rows of a band, a multiple of the divisor
    static GrayPicture joined(int width, int height, int rows, int divisor, Greys greys)
            throws IOException {
        if (rows >= height) {
            byte[] whole = greys.of(new Rectangle(0, 0, width, height));
            return Shrinking.by(new GrayPicture(width, height, whole), divisor);
        }
        int toWidth = width / divisor;
        int toHeight = height / divisor;
        byte[] all = new byte[Math.multiplyExact(toWidth, toHeight)];
        for (int top = 0; top / divisor < toHeight; top += rows) {
            int count = Math.min(rows, height - top);
            byte[] band = greys.of(new Rectangle(0, top, width, count));
            byte[] small = Shrinking.by(new GrayPicture(width, count, band), divisor).pixels();
            System.arraycopy(small, 0, all, top / divisor * toWidth, small.length);
        }
        return new GrayPicture(toWidth, toHeight, all);
    }

    /// As many rows as a band may have, at least as many as are decoded together anyway.
    ///
    /// @param rowBytes what a row takes as the decoder gives it
    static int rows(long rowBytes, long bandBytes, int together, int divisor) {
        long unit = (long) together * divisor;
        long units = Math.max(1, bandBytes / Math.max(1, rowBytes) / unit);
        return (int) Math.min(Integer.MAX_VALUE / divisor * (long) divisor, units * unit);
    }
}
