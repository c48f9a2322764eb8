package io.batchline.workload.sheets.picture;

import java.nio.ByteBuffer;

/// Walks a PNG's chunks for the one that ImageIO does not read: EXIF.
final class PngChunks {
    private static final int SIGNATURE_SIZE = 8;
    private static final int EXIF = 0x65584966;
    private static final int END = 0x49454E44;

    private PngChunks() {}

    static Orientation orientation(byte[] file) {
        ByteBuffer png = ByteBuffer.wrap(file);
        int at = SIGNATURE_SIZE;
        while (at + 12 <= file.length) {
            int length = png.getInt(at);
            int type = png.getInt(at + 4);
            if (length < 0 || length > file.length - at - 12 || type == END) {
                break;
            }
            if (type == EXIF) {
                return ExifBlock.orientation(file, at + 8, at + 8 + length);
            }
            at += 12 + length;
        }
        return Orientation.UPRIGHT;
    }
}
