package io.batchline.workload.sheets.picture;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// The picture formats that are read, told by the first bytes, never by the file's name: scans
/// named `.jpg` that hold PNG or WebP are common.
enum PictureFormat {
    JPEG("jpeg", "jpg"),
    PNG("png", "png"),
    WEBP("webp", "webp"),
    TIFF("tiff", "tif"),
    BMP("bmp", "bmp");

    private final String imageIoName;
    private final String ending;

    PictureFormat(String imageIoName, String ending) {
        this.imageIoName = imageIoName;
        this.ending = ending;
    }

    /// What a file's name usually ends with, after the dot.
    String ending() {
        return ending;
    }

    String imageIoName() {
        return imageIoName;
    }

    static Optional<PictureFormat> of(ByteBuffer file) {
        return Arrays.stream(values()).filter(format -> format.begins(file)).findFirst();
    }

    private boolean begins(ByteBuffer file) {
        return switch (this) {
            case JPEG -> has(file, 0, 0xFF, 0xD8, 0xFF);
            case PNG -> has(file, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
            case WEBP -> has(file, 0, 'R', 'I', 'F', 'F') && has(file, 8, 'W', 'E', 'B', 'P');
            case TIFF -> has(file, 0, 'I', 'I', 42, 0) || has(file, 0, 'M', 'M', 0, 42);
            // Two letters begin many a text; the reserved bytes after the size are 0 in a BMP.
            case BMP -> has(file, 0, 'B', 'M') && has(file, 6, 0, 0, 0, 0);
        };
    }

    private static boolean has(ByteBuffer file, int from, int... expected) {
        if (file.limit() < from + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((file.get(from + i) & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
