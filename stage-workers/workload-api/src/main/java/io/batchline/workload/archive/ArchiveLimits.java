package io.batchline.workload.archive;

/// How much an archive may hold.
///
/// @param maxEntries entries of its directory, folders and ignored files included
/// @param maxEntryBytes one entry, unpacked or packed; a larger one is listed all the same, and
///   refused where it is read
/// @param maxTotalBytes all entries, unpacked
/// @param maxRatio unpacked to packed size of an entry of more than [#RATIO_FREE_BYTES]
/// @param maxNameLength characters of an entry's whole path
public record ArchiveLimits(
        int maxEntries, long maxEntryBytes, long maxTotalBytes, int maxRatio, int maxNameLength) {
    /// Small files may be packed as tightly as they will go: they can't fill a memory.
    public static final long RATIO_FREE_BYTES = 1L << 20;

    /// 100,000 entries, 2,000 MiB an entry, 64 GiB in all, 200 to 1, paths of 1,024 characters.
    public static final ArchiveLimits DEFAULT =
            new ArchiveLimits(100_000, 2_000L << 20, 64L << 30, 200, 1024);

    // A directory entry is 46 bytes and its name; extra fields and comments take what is left.
    private static final long DIRECTORY_BYTES_PER_ENTRY = 1024;

    public ArchiveLimits {
        positive("maxEntries", maxEntries);
        positive("maxEntryBytes", maxEntryBytes);
        positive("maxTotalBytes", maxTotalBytes);
        positive("maxRatio", maxRatio);
        positive("maxNameLength", maxNameLength);
        if (maxEntryBytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "maxEntryBytes is %d: an entry is mapped in one piece, so at most %d"
                            .formatted(maxEntryBytes, Integer.MAX_VALUE - 8));
        }
    }

    long maxDirectoryBytes() {
        return Math.max(1L << 16, maxEntries * DIRECTORY_BYTES_PER_ENTRY);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s is %d: it takes 1 or more".formatted(name, value));
        }
    }
}
