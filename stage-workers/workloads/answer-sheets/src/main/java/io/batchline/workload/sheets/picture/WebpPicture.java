package io.batchline.workload.sheets.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Takes the picture out of a WebP file. What may lie around it (a colour profile, transparency,
/// other people's data) changes no grey, and the reader would allocate what each of them claims.
final class WebpPicture {
    private static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int RIFF = name("RIFF");
    private static final int WEBP = name("WEBP");
    private static final int LOSSY = name("VP8 ");
    private static final int LOSSLESS = name("VP8L");

    /// What the reader holds for a pixel, measured: colours and all of the blocks that it decodes.
    static final long HELD_BITS = 64;

    private WebpPicture() {}

    /// A file of nothing but the first picture.
    ///
    /// @throws IOException when there is none, or a chunk is longer than the file
    static byte[] alone(byte[] file) throws IOException {
        ByteBuffer from = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = HEADER;
        while (at + CHUNK_HEADER <= file.length) {
            int name = from.getInt(at);
            long size = from.getInt(at + 4) & 0xFFFF_FFFFL;
            if (size > file.length - at - CHUNK_HEADER) {
                throw new IOException(
                        "its part at %d claims %d bytes, beyond its %d"
                                .formatted(at, size, file.length));
            }
            int length = (int) size;
            if (name == LOSSY || name == LOSSLESS) {
                return file(name, file, at + CHUNK_HEADER, length);
            }
            at += CHUNK_HEADER + length + (length & 1);
        }
        throw new IOException("it holds no still picture");
    }

    private static byte[] file(int name, byte[] from, int start, int length) {
        int padded = length + (length & 1);
        ByteBuffer to =
                ByteBuffer.allocate(HEADER + CHUNK_HEADER + padded).order(ByteOrder.LITTLE_ENDIAN);
        to.putInt(RIFF).putInt(4 + CHUNK_HEADER + padded).putInt(WEBP);
        to.putInt(name).putInt(length).put(from, start, length);
        return to.array();
    }

    /// What is too much of a picture; empty where nothing is. The reader decodes it whole.
    static Optional<String> excess(int width, int height, PixelLimit limit) {
        return limit.excessAtOnce(width, height, HELD_BITS);
    }

    /// Four letters as they stand in the file.
    private static int name(String letters) {
        return letters.charAt(0)
                | letters.charAt(1) << 8
                | letters.charAt(2) << 16
                | letters.charAt(3) << 24;
    }
}
