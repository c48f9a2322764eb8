package io.batchline.workload.sheets.picture;

/// One byte of grey per pixel, row after row, 0 black and 255 white.
///
/// The pixels are the picture's own array, not a copy: who changes them changes the picture.
public final class GrayPicture {
    private final int width;
    private final int height;
    private final byte[] pixels;

    public GrayPicture(int width, int height, byte[] pixels) {
        if (width < 1 || height < 1 || (long) width * height != pixels.length) {
            throw new IllegalArgumentException(
                    "a picture of %d x %d has %d pixels".formatted(width, height, pixels.length));
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /// A black picture.
    public static GrayPicture black(int width, int height) {
        return new GrayPicture(width, height, new byte[Math.multiplyExact(width, height)]);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public byte[] pixels() {
        return pixels;
    }

    /// Grey at a pixel, 0 to 255.
    public int at(int x, int y) {
        return pixels[y * width + x] & 0xFF;
    }

    public GrayPicture copy() {
        return new GrayPicture(width, height, pixels.clone());
    }
}
