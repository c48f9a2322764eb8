package io.batchline.workload.sheets.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Walks the directories of a TIFF file, one after the other, without decoding. ImageIO's reader
/// would follow a chain that runs in a circle for ever, and counts thumbnails as pages.
final class TiffDirectories {
    private static final int ENTRY_SIZE = 12;
    private static final int FIRST_AT = 4;

    private TiffDirectories() {}

    /// The directories of pages, in the file's order.
    ///
    /// @throws IOException when the chain leaves the file or runs in a circle
    static List<TiffDirectory> pages(ByteBuffer bytes) throws IOException {
        ByteBuffer file = bytes.duplicate();
        file.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        List<TiffDirectory> pages = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long at = offset(file, FIRST_AT);
        while (at != 0) {
            if (!seen.add(at)) {
                throw new IOException("its directories run in a circle");
            }
            requireInside(file, at, 2);
            int entries = file.getShort((int) at) & 0xFFFF;
            requireInside(file, at, 2 + entries * ENTRY_SIZE + 4);
            TiffDirectory directory =
                    new TiffDirectory(file, file.order(), seen.size() - 1, (int) at);
            if (directory.isPage()) {
                pages.add(directory);
            }
            at = offset(file, (int) at + 2 + entries * ENTRY_SIZE);
        }
        if (pages.isEmpty()) {
            throw new IOException("it has no page");
        }
        return pages;
    }

    private static long offset(ByteBuffer file, int at) throws IOException {
        requireInside(file, at, 4);
        return file.getInt(at) & 0xFFFF_FFFFL;
    }

    private static void requireInside(ByteBuffer file, long at, int length) throws IOException {
        if (at + length > file.limit()) {
            throw new IOException(
                    "a directory at %d is beyond its %d bytes".formatted(at, file.limit()));
        }
    }
}
