package io.batchline.workload.sheets.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads the one EXIF entry that matters here, the orientation, from a TIFF structure inside a
/// picture file.
final class ExifBlock {
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int ENTRY_SIZE = 12;
    private static final int LITTLE_ENDIAN_MARK = 0x4949;
    private static final int BIG_ENDIAN_MARK = 0x4D4D;

    private ExifBlock() {}

    /// The orientation that the block between the two offsets names; upright where it is damaged or
    /// names none.
    static Orientation orientation(byte[] file, int from, int to) {
        if (to - from < 8) {
            return Orientation.UPRIGHT;
        }
        ByteBuffer tiff = ByteBuffer.wrap(file, from, to - from).slice();
        int mark = tiff.getShort(0);
        if (mark == LITTLE_ENDIAN_MARK) {
            tiff.order(ByteOrder.LITTLE_ENDIAN);
        } else if (mark != BIG_ENDIAN_MARK) {
            return Orientation.UPRIGHT;
        }
        return firstDirectory(tiff);
    }

    private static Orientation firstDirectory(ByteBuffer tiff) {
        long start = tiff.getInt(4) & 0xFFFF_FFFFL;
        if (start + 2 > tiff.limit()) {
            return Orientation.UPRIGHT;
        }
        int directory = (int) start;
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_SIZE;
            if (entry + ENTRY_SIZE > tiff.limit()) {
                break;
            }
            if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION_TAG) {
                return new Orientation(tiff.getShort(entry + 8) & 0xFFFF);
            }
        }
        return Orientation.UPRIGHT;
    }
}
