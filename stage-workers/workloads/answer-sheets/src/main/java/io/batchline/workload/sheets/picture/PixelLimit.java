package io.batchline.workload.sheets.picture;

/// How many pixels a picture may claim before it is refused undecoded.
public record PixelLimit(long pixels) {
    /// 100 megapixels: an A3 page at 900 dpi, far above any scan of a sheet.
    public static final PixelLimit DEFAULT = new PixelLimit(100_000_000);

    public PixelLimit {
        if (pixels < 1 || pixels > Integer.MAX_VALUE / 4) {
            throw new IllegalArgumentException(
                    "the limit of pixels must be 1 to %d, not %d"
                            .formatted(Integer.MAX_VALUE / 4, pixels));
        }
    }

    public boolean admits(int width, int height) {
        return (long) width * height <= pixels;
    }
}
