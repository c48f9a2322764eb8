package io.batchline.workload.sheets.picture;

/// How the stored rows must be turned to stand upright, as EXIF numbers it from 1 to 8; any other
/// number means upright.
public record Orientation(int exif) {
    public static final Orientation UPRIGHT = new Orientation(1);

    public GrayPicture turn(GrayPicture stored) {
        return switch (exif) {
            case 2 -> mirrored(stored);
            case 3 -> flipped(mirrored(stored));
            case 4 -> flipped(stored);
            case 5 -> transposed(stored);
            case 6 -> mirrored(transposed(stored));
            case 7 -> flipped(mirrored(transposed(stored)));
            case 8 -> flipped(transposed(stored));
            default -> stored;
        };
    }

    private static GrayPicture mirrored(GrayPicture from) {
        int width = from.width();
        byte[] to = new byte[from.pixels().length];
        for (int row = 0; row < to.length; row += width) {
            for (int x = 0; x < width; x++) {
                to[row + x] = from.pixels()[row + width - 1 - x];
            }
        }
        return new GrayPicture(width, from.height(), to);
    }

    private static GrayPicture flipped(GrayPicture from) {
        int width = from.width();
        byte[] to = new byte[from.pixels().length];
        for (int row = 0; row < to.length; row += width) {
            System.arraycopy(from.pixels(), to.length - width - row, to, row, width);
        }
        return new GrayPicture(width, from.height(), to);
    }

    private static GrayPicture transposed(GrayPicture from) {
        int width = from.width();
        int height = from.height();
        byte[] to = new byte[from.pixels().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                to[x * height + y] = from.pixels()[y * width + x];
            }
        }
        return new GrayPicture(height, width, to);
    }
}
