package io.batchline.workload.sheets.picture;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The size that a JPEG stream claims in its frame header.
///
/// @param channels 1 for grey, 3 or 4 for colours
public record JpegFrame(int width, int height, int channels) {
    private static final int START_OF_SCAN = 0xDA;

    /// The frame of the stream that begins at the offset, with or without its own start marker;
    /// empty where none does or its header is damaged: the decoder refuses it then.
    public static Optional<JpegFrame> at(ByteBuffer file, long offset) {
        if (offset + 4 > file.limit()) {
            return Optional.empty();
        }
        boolean started =
                (file.get((int) offset) & 0xFF) == 0xFF
                        && (file.get((int) offset + 1) & 0xFF) == 0xD8;
        int at = (int) offset + (started ? 2 : 0);
        while (at + 10 <= file.limit() && (file.get(at) & 0xFF) == 0xFF) {
            int marker = file.get(at + 1) & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == START_OF_SCAN) {
                return Optional.empty();
            }
            if (isFrame(marker)) {
                return Optional.of(
                        new JpegFrame(
                                number(file, at + 7),
                                number(file, at + 5),
                                file.get(at + 9) & 0xFF));
            }
            at += 2 + number(file, at + 2);
        }
        return Optional.empty();
    }

    static boolean isFrame(int marker) {
        return marker >= 0xC0
                && marker <= 0xCF
                && marker != 0xC4
                && marker != 0xC8
                && marker != 0xCC;
    }

    private static int number(ByteBuffer file, int at) {
        return (file.get(at) & 0xFF) << 8 | (file.get(at + 1) & 0xFF);
    }
}
