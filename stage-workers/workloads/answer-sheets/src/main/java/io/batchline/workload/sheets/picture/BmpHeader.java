package io.batchline.workload.sheets.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What a BMP's header claims.
///
/// @param wrapsAnother whether the data is a JPEG or a PNG, which come with a size of their own
record BmpHeader(long width, long height, boolean wrapsAnother) {
    private static final int HEADER_SIZE_AT = 14;
    private static final int OLDEST_HEADER = 12;
    private static final int JPEG = 4;
    private static final int PNG = 5;

    /// @throws IndexOutOfBoundsException when the file ends within its header
    static BmpHeader of(byte[] file) {
        ByteBuffer bmp = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (bmp.getInt(HEADER_SIZE_AT) == OLDEST_HEADER) {
            return new BmpHeader(bmp.getShort(18) & 0xFFFF, bmp.getShort(20) & 0xFFFF, false);
        }
        int compression = bmp.getInt(30);
        // Rows that are stored from the top have a negative height.
        return new BmpHeader(
                Math.abs((long) bmp.getInt(18)),
                Math.abs((long) bmp.getInt(22)),
                compression == JPEG || compression == PNG);
    }
}
