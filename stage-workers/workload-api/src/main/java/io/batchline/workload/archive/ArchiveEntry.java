package io.batchline.workload.archive;

/// A file of an archive that passed every rule: its name and where its bytes lie, enough to read it
/// without the directory.
///
/// @param name the path, with `/` between folders, without `.` and empty parts
/// @param headerOffset where its local header begins in the archive
/// @param crc of the unpacked bytes
public record ArchiveEntry(
        String name,
        Compression compression,
        long headerOffset,
        long compressedSize,
        long size,
        long crc) {
    public ArchiveEntry {
        if (headerOffset < 0 || compressedSize < 0 || size < 0) {
            throw new IllegalArgumentException(
                    "entry '%s': offset %d, sizes %d and %d; none can be negative"
                            .formatted(name, headerOffset, compressedSize, size));
        }
    }

    /// How the bytes are packed; nothing else is read.
    public enum Compression {
        STORED,
        DEFLATED,
        /// The bytes alone, without a header or a checksum: a source that is one file.
        BARE
    }
}
