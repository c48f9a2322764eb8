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

    /// @param width up to 4,294,967,295, as `height`: what headers can claim
    public boolean admits(long width, long height) {
        // Each side alone first: the product of two such sides may exceed a long.
        return width <= pixels && height <= pixels && width * height <= pixels;
    }

    /// A sentence for people about a picture that is not admitted.
    public String excess(long width, long height) {
        return "a picture of %d x %d pixels is over the limit of %d pixels"
                .formatted(width, height, pixels);
    }
}
