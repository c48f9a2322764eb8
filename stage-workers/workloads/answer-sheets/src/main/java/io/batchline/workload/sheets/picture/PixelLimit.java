package io.batchline.workload.sheets.picture;

import java.util.Optional;

/// How many pixels a picture may claim before it is refused undecoded, and how many bytes it may
/// take on the heap while it is decoded, beside its greys.
public record PixelLimit(long pixels) {
    /// 100 megapixels: an A3 page at 900 dpi, far above any scan of a sheet.
    public static final PixelLimit DEFAULT = new PixelLimit(100_000_000);

    /// A page of A4 at 600 dpi in colours takes 104 MB.
    private static final long MOST_HELD = 128L << 20;

    /// A band takes half of what may be held: decoders hold what they unpack beside it.
    private static final int BANDS_HELD = 2;

    /// More bands would cost minutes: most formats are unpacked from their beginning for each.
    private static final int MOST_BANDS = 5;

    private static final int COLOURS = 3;
    private static final int SMALLEST_HELD = 1 << 16;

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

    /// How many bytes of a picture may be on the heap at once as its decoder gives them: colours,
    /// 16 bits, what is unpacked of its file. 128 MiB, less where fewer pixels are allowed.
    public long heldBytes() {
        return Math.min(MOST_HELD, COLOURS * pixels + SMALLEST_HELD);
    }

    /// How many bytes of it are decoded at a time, where its format allows that.
    public long bandBytes() {
        return heldBytes() / BANDS_HELD;
    }

    /// What is too much of a picture that is decoded in bands, in a sentence; empty where nothing
    /// is.
    ///
    /// @param bits of a pixel as the decoder gives it
    public Optional<String> excessInBands(int width, int height, long bits) {
        return excess(width, height, bits, MOST_BANDS * bandBytes());
    }

    /// As [#excessInBands], of a picture that can only be decoded whole.
    public Optional<String> excessAtOnce(int width, int height, long bits) {
        return excess(width, height, bits, heldBytes());
    }

    private static Optional<String> excess(int width, int height, long bits, long most) {
        long bytes = Math.ceilDiv((long) width * height * bits, Byte.SIZE);
        return bytes <= most
                ? Optional.empty()
                : Optional.of(
                        "a picture of %d x %d pixels takes %d bytes to decode, over the limit of %d bytes"
                                .formatted(width, height, bytes, most));
    }
}
