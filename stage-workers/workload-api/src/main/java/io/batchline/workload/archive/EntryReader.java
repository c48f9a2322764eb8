package io.batchline.workload.archive;

import io.batchline.workload.archive.EntryCorrupt.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads one entry by where it lies.
public final class EntryReader {
    private static final int LOCAL_HEADER = 0x04034B50;
    private static final int LOCAL_HEADER_SIZE = 30;
    private static final int NAME_LENGTH_AT = 26;
    private static final int EXTRA_LENGTH_AT = 28;

    private EntryReader() {}

    /// The entry's bytes: as many as promised, with the checksum that was promised.
    ///
    /// @param archive moved, not closed
    /// @throws EntryCorrupt when the bytes break the directory's promise
    public static byte[] read(SeekableByteChannel archive, ArchiveEntry entry)
            throws IOException, EntryCorrupt {
        byte[] packed = packed(archive, entry);
        byte[] bytes =
                switch (entry.compression()) {
                    case STORED -> stored(packed, entry);
                    case DEFLATED -> inflated(packed, entry);
                };
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (crc.getValue() != entry.crc()) {
            throw new EntryCorrupt(
                    Fault.WRONG_CRC,
                    entry.name(),
                    "has the checksum %08x, the directory says %08x"
                            .formatted(crc.getValue(), entry.crc()));
        }
        return bytes;
    }

    private static byte[] packed(SeekableByteChannel archive, ArchiveEntry entry)
            throws IOException, EntryCorrupt {
        ByteBuffer header = ByteBuffer.allocate(LOCAL_HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        readFully(archive, entry.headerOffset(), header, entry);
        if (header.getInt(0) != LOCAL_HEADER) {
            throw new EntryCorrupt(
                    Fault.BAD_HEADER,
                    entry.name(),
                    "has no header at offset %d".formatted(entry.headerOffset()));
        }
        long data =
                entry.headerOffset()
                        + LOCAL_HEADER_SIZE
                        + (header.getShort(NAME_LENGTH_AT) & 0xFFFF)
                        + (header.getShort(EXTRA_LENGTH_AT) & 0xFFFF);
        if (entry.compressedSize() > archive.size() - data) {
            throw truncated(entry, data);
        }
        byte[] packed = new byte[Math.toIntExact(entry.compressedSize())];
        readFully(archive, data, ByteBuffer.wrap(packed), entry);
        return packed;
    }

    private static void readFully(
            SeekableByteChannel archive, long from, ByteBuffer into, ArchiveEntry entry)
            throws IOException, EntryCorrupt {
        archive.position(from);
        while (into.hasRemaining()) {
            if (archive.read(into) < 0) {
                throw truncated(entry, from);
            }
        }
    }

    private static EntryCorrupt truncated(ArchiveEntry entry, long from) {
        return new EntryCorrupt(
                Fault.TRUNCATED,
                entry.name(),
                "lies at offset %d with %d bytes, beyond the end of the archive"
                        .formatted(from, entry.compressedSize()));
    }

    private static byte[] stored(byte[] packed, ArchiveEntry entry) throws EntryCorrupt {
        if (packed.length != entry.size()) {
            throw wrongSize(entry, "holds " + packed.length);
        }
        return packed;
    }

    private static byte[] inflated(byte[] packed, ArchiveEntry entry) throws EntryCorrupt {
        // One byte more than promised: an entry that would go on is caught without unpacking it.
        byte[] bytes = new byte[Math.toIntExact(entry.size()) + 1];
        int length = 0;
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            while (!inflater.finished() && length < bytes.length) {
                int more = inflater.inflate(bytes, length, bytes.length - length);
                length += more;
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
            }
            if (length > entry.size()) {
                throw wrongSize(entry, "unpacks to more");
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
        return Arrays.copyOf(bytes, length);
    }

    private static EntryCorrupt wrongSize(ArchiveEntry entry, String found) {
        return new EntryCorrupt(
                Fault.WRONG_SIZE,
                entry.name(),
                "%s bytes, the directory says %d".formatted(found, entry.size()));
    }
}
