package io.batchline.workload.archive;

import io.batchline.workload.archive.ArchiveEntry.Compression;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/// The rules that entries of a directory must keep, each alone and all together.
final class EntryRules {
    private static final int LOCAL_HEADER_SIZE = 30;
    private static final int UNIX_TYPE = 0xF000;
    private static final int UNIX_FILE = 0x8000;
    private static final int UNIX_FOLDER = 0x4000;
    private static final int WINDOWS_REPARSE_POINT = 0x400;

    private final ArchiveLimits limits;

    EntryRules(ArchiveLimits limits) {
        this.limits = limits;
    }

    ArchiveIndex index(List<ZipArchiveEntry> entries) throws ArchiveRejected {
        LinkedHashMap<String, ArchiveEntry> files = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        int ignored = 0;
        long total = 0;
        for (ZipArchiveEntry entry : entries) {
            EntryName name = EntryName.of(entry, limits);
            check(entry, name);
            total = addedTotal(total, entry, name);
            if (isFolder(entry)) {
                continue;
            }
            if (!names.add(name.path())) {
                throw ArchiveRejected.entry(
                        ArchiveRule.DUPLICATE_NAME,
                        name.path(),
                        "is in the archive more than once");
            }
            if (name.isJunk()) {
                ignored++;
            } else {
                files.put(name.path(), accepted(entry, name));
            }
        }
        checkOverlap(entries);
        if (files.isEmpty()) {
            throw ArchiveRejected.whole(ArchiveRule.EMPTY, "the archive holds no files");
        }
        return new ArchiveIndex(files, ignored);
    }

    private void check(ZipArchiveEntry entry, EntryName name) throws ArchiveRejected {
        if (entry.getGeneralPurposeBit().usesEncryption()
                || entry.getGeneralPurposeBit().usesStrongEncryption()
                || entry.getMethod() == ZipMethod.AES_ENCRYPTED.getCode()) {
            throw ArchiveRejected.entry(ArchiveRule.ENCRYPTED, name.path(), "is encrypted");
        }
        checkType(entry, name);
        if (!isFolder(entry) && name.isArchive()) {
            throw ArchiveRejected.entry(
                    ArchiveRule.NESTED_ARCHIVE, name.path(), "is an archive within the archive");
        }
        if (entry.getMethod() != ZipArchiveEntry.STORED
                && entry.getMethod() != ZipArchiveEntry.DEFLATED) {
            throw ArchiveRejected.entry(
                    ArchiveRule.UNSUPPORTED_METHOD,
                    name.path(),
                    "is packed by method %d; stored (0) and deflated (8) are read"
                            .formatted(entry.getMethod()));
        }
        checkSizes(entry, name);
    }

    private static void checkType(ZipArchiveEntry entry, EntryName name) throws ArchiveRejected {
        // The upper half is a Unix mode whatever the entry says of the system it comes from.
        int type = (int) (entry.getExternalAttributes() >>> 16) & UNIX_TYPE;
        boolean plain = type == 0 || type == UNIX_FILE || type == UNIX_FOLDER;
        boolean reparsed =
                entry.getPlatform() != ZipArchiveEntry.PLATFORM_UNIX
                        && (entry.getExternalAttributes() & WINDOWS_REPARSE_POINT) != 0;
        if (!plain || reparsed) {
            throw ArchiveRejected.entry(
                    ArchiveRule.LINK, name.path(), "is a link or a device, not a file");
        }
    }

    private void checkSizes(ZipArchiveEntry entry, EntryName name) throws ArchiveRejected {
        if (entry.getSize() > ArchiveLimits.RATIO_FREE_BYTES
                && entry.getSize() / limits.maxRatio() >= Math.max(1, entry.getCompressedSize())) {
            throw ArchiveRejected.entry(
                    ArchiveRule.RATIO_TOO_HIGH,
                    name.path(),
                    "unpacks from %d bytes to %d, the limit is %d to 1"
                            .formatted(
                                    entry.getCompressedSize(), entry.getSize(), limits.maxRatio()));
        }
    }

    private long addedTotal(long total, ZipArchiveEntry entry, EntryName name)
            throws ArchiveRejected {
        long sum = total + entry.getSize();
        if (sum > limits.maxTotalBytes()) {
            throw ArchiveRejected.entry(
                    ArchiveRule.TOTAL_TOO_LARGE,
                    name.path(),
                    "brings the unpacked total to %d bytes, the limit is %d"
                            .formatted(sum, limits.maxTotalBytes()));
        }
        return sum;
    }

    // Entries that share bytes make bombs whose every single ratio is modest.
    private static void checkOverlap(List<ZipArchiveEntry> entries) throws ArchiveRejected {
        List<ZipArchiveEntry> byPlace =
                entries.stream()
                        .sorted(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset))
                        .toList();
        for (int at = 1; at < byPlace.size(); at++) {
            ZipArchiveEntry entry = byPlace.get(at - 1);
            ZipArchiveEntry next = byPlace.get(at);
            long end = entry.getLocalHeaderOffset() + LOCAL_HEADER_SIZE + entry.getCompressedSize();
            if (end > next.getLocalHeaderOffset()) {
                throw ArchiveRejected.entry(
                        ArchiveRule.OVERLAPPING_ENTRIES,
                        next.getName(),
                        "shares bytes with entry '%s'".formatted(ShownName.of(entry.getName())));
            }
        }
    }

    private static boolean isFolder(ZipArchiveEntry entry) {
        return entry.getName().endsWith("/") || entry.getName().endsWith("\\");
    }

    private static ArchiveEntry accepted(ZipArchiveEntry entry, EntryName name) {
        return new ArchiveEntry(
                name.path(),
                entry.getMethod() == ZipArchiveEntry.STORED
                        ? Compression.STORED
                        : Compression.DEFLATED,
                entry.getLocalHeaderOffset(),
                entry.getCompressedSize(),
                entry.getSize(),
                entry.getCrc());
    }
}
