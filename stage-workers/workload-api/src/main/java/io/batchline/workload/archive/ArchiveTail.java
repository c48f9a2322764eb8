package io.batchline.workload.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/// The end of an archive, which says how large its directory is: enough to refuse it before the
/// directory is read into memory.
///
/// @param entries how many the directory announces
/// @param directoryBytes the most that lies between the directory's beginning and its end
/// @param wide whether the numbers come from a zip64 record, so that none was cut to 16 bits
record ArchiveTail(long entries, long directoryBytes, boolean wide) {
    private static final int END = 0x06054B50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int WIDE_LOCATOR = 0x07064B50;
    private static final int WIDE_LOCATOR_SIZE = 20;
    private static final int WIDE_END = 0x06064B50;
    private static final int WIDE_END_SIZE = 56;
    private static final int LOCAL_HEADER = 0x04034B50;
    private static final int SPLIT_MARK = 0x08074B50;

    static ArchiveTail read(SeekableByteChannel archive) throws IOException, ArchiveRejected {
        long size = archive.size();
        if (size == 0) {
            throw ArchiveRejected.whole(ArchiveRule.EMPTY, "the file is empty");
        }
        int tailSize = (int) Math.min(size, END_SIZE + LONGEST_COMMENT + WIDE_LOCATOR_SIZE);
        ByteBuffer tail = bytes(archive, size - tailSize, tailSize);
        int end = findEnd(tail);
        if (end < 0) {
            throw noEnd(archive, size);
        }
        if (tail.getShort(end + 4) != 0 && (tail.getShort(end + 4) & 0xFFFF) != 0xFFFF) {
            throw split();
        }
        long endAt = size - tailSize + end;
        int locator = end - WIDE_LOCATOR_SIZE;
        if (locator >= 0 && tail.getInt(locator) == WIDE_LOCATOR) {
            return wide(archive, tail.getLong(locator + 8), endAt);
        }
        long entries = tail.getShort(end + 10) & 0xFFFF;
        long directoryBytes = tail.getInt(end + 12) & 0xFFFF_FFFFL;
        return new ArchiveTail(entries, directoryBytes, false);
    }

    boolean announces(int found) {
        return wide ? found == entries : (found & 0xFFFF) == entries;
    }

    private static ArchiveTail wide(SeekableByteChannel archive, long at, long endAt)
            throws IOException, ArchiveRejected {
        if (at < 0 || at > endAt - WIDE_END_SIZE) {
            throw brokenWideEnd();
        }
        ByteBuffer end = bytes(archive, at, WIDE_END_SIZE);
        if (end.getInt(0) != WIDE_END) {
            throw brokenWideEnd();
        }
        if (end.getInt(16) != 0) {
            throw split();
        }
        long entries = end.getLong(32);
        long directory = end.getLong(48);
        if (entries < 0 || directory < 0 || directory > at) {
            throw brokenWideEnd();
        }
        return new ArchiveTail(entries, endAt - directory, true);
    }

    private static ArchiveRejected brokenWideEnd() {
        return ArchiveRejected.whole(
                ArchiveRule.BROKEN_DIRECTORY, "the zip64 end record is missing or damaged");
    }

    private static ArchiveRejected split() {
        return ArchiveRejected.whole(
                ArchiveRule.SPLIT, "this is one part of an archive split over several files");
    }

    private static ArchiveRejected noEnd(SeekableByteChannel archive, long size)
            throws IOException {
        int head = size < 4 ? 0 : bytes(archive, 0, 4).getInt(0);
        return switch (head) {
            case LOCAL_HEADER ->
                    ArchiveRejected.whole(
                            ArchiveRule.TRUNCATED,
                            "the archive begins as a ZIP and ends after %d bytes without its directory"
                                    .formatted(size));
            case SPLIT_MARK -> split();
            default ->
                    ArchiveRejected.whole(
                            ArchiveRule.NOT_A_ZIP,
                            "the file of %d bytes is not a ZIP".formatted(size));
        };
    }

    private static int findEnd(ByteBuffer tail) {
        for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                return at;
            }
        }
        return -1;
    }

    private static ByteBuffer bytes(SeekableByteChannel archive, long from, int count)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        archive.position(from);
        while (bytes.hasRemaining()) {
            if (archive.read(bytes) < 0) {
                throw new IOException(
                        "the source ends at %d, it said it holds %d bytes"
                                .formatted(from + bytes.position(), archive.size()));
            }
        }
        return bytes.flip();
    }
}
