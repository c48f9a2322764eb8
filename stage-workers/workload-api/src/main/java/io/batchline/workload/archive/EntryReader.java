package io.batchline.workload.archive;

import io.batchline.workload.archive.ArchiveEntry.Compression;
import io.batchline.workload.archive.EntryCorrupt.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads one entry by where it lies.
public final class EntryReader {
    /// Bytes of the largest entry that is read into memory, 128 MiB.
    public static final long MOST_IN_MEMORY = 128L << 20;

    private static final int LOCAL_HEADER = 0x04034B50;
    private static final int LOCAL_HEADER_SIZE = 30;
    private static final int NAME_LENGTH_AT = 26;
    private static final int EXTRA_LENGTH_AT = 28;
    private static final int BUFFER = 1 << 16;

    private EntryReader() {}

    /// The entry's bytes: as many as promised, with the checksum that was promised.
    ///
    /// @param archive moved, not closed
    /// @throws EntryCorrupt when the bytes break the directory's promise, or are more than
    ///   [#MOST_IN_MEMORY]
    public static byte[] read(SeekableByteChannel archive, ArchiveEntry entry)
            throws IOException, EntryCorrupt {
        requireAtMost(MOST_IN_MEMORY, entry);
        if (entry.compression() != Compression.DEFLATED) {
            return stored(archive, entry);
        }
        Whole bytes = new Whole((int) entry.size());
        copy(archive, entry, bytes);
        return bytes.whole();
    }

    /// Copies the entry's bytes through a small buffer: as many as promised, with the checksum that
    /// was promised. What was copied before a fault was met is worth nothing.
    ///
    /// @param archive moved, not closed
    /// @param to not closed
    /// @throws EntryCorrupt when the bytes break the directory's promise
    public static void copy(SeekableByteChannel archive, ArchiveEntry entry, OutputStream to)
            throws IOException, EntryCorrupt {
        CRC32 crc = new CRC32();
        OutputStream checked = new CheckedOutputStream(to, crc);
        archive.position(data(archive, entry));
        switch (entry.compression()) {
            case STORED, BARE -> stored(archive, entry, checked);
            case DEFLATED -> inflated(archive, entry, checked);
        }
        requireChecksum(crc, entry);
    }

    private static void requireChecksum(CRC32 crc, ArchiveEntry entry) throws EntryCorrupt {
        if (entry.compression() != Compression.BARE && crc.getValue() != entry.crc()) {
            throw new EntryCorrupt(
                    Fault.WRONG_CRC,
                    entry.name(),
                    "has the checksum %08x, the directory says %08x"
                            .formatted(crc.getValue(), entry.crc()));
        }
    }

    /// @throws EntryCorrupt when the entry has more bytes, packed or unpacked
    public static void requireAtMost(long limit, ArchiveEntry entry) throws EntryCorrupt {
        long larger = Math.max(entry.size(), entry.compressedSize());
        if (larger > limit) {
            throw new EntryCorrupt(
                    Fault.TOO_LARGE,
                    entry.name(),
                    "takes %d bytes, the limit is %d".formatted(larger, limit));
        }
    }

    private static long data(SeekableByteChannel archive, ArchiveEntry entry)
            throws IOException, EntryCorrupt {
        long data = entry.headerOffset();
        if (entry.compression() != Compression.BARE) {
            ByteBuffer header =
                    ByteBuffer.allocate(LOCAL_HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
            archive.position(entry.headerOffset());
            readFully(archive, header, entry);
            if (header.getInt(0) != LOCAL_HEADER) {
                throw new EntryCorrupt(
                        Fault.BAD_HEADER,
                        entry.name(),
                        "has no header at offset %d".formatted(entry.headerOffset()));
            }
            data +=
                    LOCAL_HEADER_SIZE
                            + (header.getShort(NAME_LENGTH_AT) & 0xFFFF)
                            + (header.getShort(EXTRA_LENGTH_AT) & 0xFFFF);
        }
        if (entry.compressedSize() > archive.size() - data) {
            throw truncated(entry);
        }
        return data;
    }

    private static void readFully(SeekableByteChannel archive, ByteBuffer into, ArchiveEntry entry)
            throws IOException, EntryCorrupt {
        while (into.hasRemaining()) {
            if (archive.read(into) < 0) {
                throw truncated(entry);
            }
        }
    }

    private static EntryCorrupt truncated(ArchiveEntry entry) {
        return new EntryCorrupt(
                Fault.TRUNCATED,
                entry.name(),
                "lies at offset %d with %d bytes, beyond the end of the archive"
                        .formatted(entry.headerOffset(), entry.compressedSize()));
    }

    /// What is stored as it is goes where it is to be without a copy on the way, and is checked in
    /// parts that are still in the processor's cache.
    private static byte[] stored(SeekableByteChannel archive, ArchiveEntry entry)
            throws IOException, EntryCorrupt {
        archive.position(data(archive, entry));
        requireAsStored(entry);
        CRC32 crc = new CRC32();
        byte[] bytes = new byte[(int) entry.size()];
        for (int at = 0; at < bytes.length; at += BUFFER) {
            int part = Math.min(BUFFER, bytes.length - at);
            readFully(archive, ByteBuffer.wrap(bytes, at, part), entry);
            crc.update(bytes, at, part);
        }
        requireChecksum(crc, entry);
        return bytes;
    }

    private static void requireAsStored(ArchiveEntry entry) throws EntryCorrupt {
        if (entry.compressedSize() != entry.size()) {
            throw wrongSize(entry, "holds " + entry.compressedSize());
        }
    }

    private static void stored(SeekableByteChannel archive, ArchiveEntry entry, OutputStream to)
            throws IOException, EntryCorrupt {
        requireAsStored(entry);
        byte[] buffer = new byte[BUFFER];
        long left = entry.size();
        while (left > 0) {
            int part = next(archive, entry, buffer, left);
            to.write(buffer, 0, part);
            left -= part;
        }
    }

    /// Reads the next part of the packed bytes.
    private static int next(
            SeekableByteChannel archive, ArchiveEntry entry, byte[] buffer, long left)
            throws IOException, EntryCorrupt {
        int part = (int) Math.min(buffer.length, left);
        readFully(archive, ByteBuffer.wrap(buffer, 0, part), entry);
        return part;
    }

    private static void inflated(SeekableByteChannel archive, ArchiveEntry entry, OutputStream to)
            throws IOException, EntryCorrupt {
        byte[] packed = new byte[BUFFER];
        byte[] unpacked = new byte[BUFFER];
        long left = entry.compressedSize();
        long length = 0;
        try (Inflater inflater = new Inflater(true)) {
            while (!inflater.finished() && !inflater.needsDictionary()) {
                if (inflater.needsInput()) {
                    if (left == 0) {
                        break;
                    }
                    int part = next(archive, entry, packed, left);
                    inflater.setInput(packed, 0, part);
                    left -= part;
                }
                int more = inflater.inflate(unpacked);
                length += more;
                // An entry that would go on is caught without unpacking it.
                if (length > entry.size()) {
                    throw wrongSize(entry, "unpacks to more");
                }
                to.write(unpacked, 0, more);
            }
            if (!inflater.finished() || length < entry.size()) {
                throw wrongSize(entry, "ends after " + length);
            }
        } catch (DataFormatException e) {
            throw new EntryCorrupt(
                    Fault.BAD_DATA,
                    entry.name(),
                    "has damaged data after %d of %d bytes".formatted(length, entry.size()));
        }
    }

    private static EntryCorrupt wrongSize(ArchiveEntry entry, String found) {
        return new EntryCorrupt(
                Fault.WRONG_SIZE,
                entry.name(),
                "%s bytes, the directory says %d".formatted(found, entry.size()));
    }

    /// As many bytes as promised, without a copy.
    private static final class Whole extends ByteArrayOutputStream {
        Whole(int size) {
            super(size);
        }

        byte[] whole() {
            return count == buf.length ? buf : toByteArray();
        }
    }
}
