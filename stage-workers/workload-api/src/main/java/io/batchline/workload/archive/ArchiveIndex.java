package io.batchline.workload.archive;

import io.batchline.workload.archive.ArchiveEntry.Compression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// The checked directory of a ZIP. Whoever holds one knows that every rule held.
public final class ArchiveIndex {
    private final SequencedMap<String, ArchiveEntry> files;
    private final int ignored;

    ArchiveIndex(SequencedMap<String, ArchiveEntry> files, int ignored) {
        this.files = Collections.unmodifiableSequencedMap(files);
        this.ignored = ignored;
    }

    /// Reads and checks the directory; of the entries themselves it reads nothing.
    ///
    /// @param archive moved, not closed
    /// @throws ArchiveRejected when a rule is broken; the first that is met
    /// @throws IOException when the channel fails
    public static ArchiveIndex read(SeekableByteChannel archive, ArchiveLimits limits)
            throws IOException, ArchiveRejected {
        ArchiveTail tail = ArchiveTail.read(archive);
        if (tail.entries() > limits.maxEntries()) {
            throw tooMany(tail.entries(), limits);
        }
        if (tail.directoryBytes() > limits.maxDirectoryBytes()) {
            throw ArchiveRejected.whole(
                    ArchiveRule.DIRECTORY_TOO_LARGE,
                    "the directory takes %d bytes, the limit is %d"
                            .formatted(tail.directoryBytes(), limits.maxDirectoryBytes()));
        }
        List<ZipArchiveEntry> entries = directory(archive);
        if (entries.size() > limits.maxEntries()) {
            throw tooMany(entries.size(), limits);
        }
        if (!tail.announces(entries.size())) {
            throw ArchiveRejected.whole(
                    ArchiveRule.BROKEN_DIRECTORY,
                    "the archive announces %d entries and lists %d"
                            .formatted(tail.entries(), entries.size()));
        }
        return new EntryRules(limits).index(entries);
    }

    /// What stands for the directory of a source that is one file and no archive.
    ///
    /// @param name the file's, without folders
    public static ArchiveIndex ofOneFile(String name, long size) {
        ArchiveEntry file = new ArchiveEntry(name, Compression.BARE, 0, size, size, 0);
        return new ArchiveIndex(new LinkedHashMap<>(Map.of(name, file)), 0);
    }

    /// The files, in the directory's order; folders and what operating systems leave behind are
    /// left out.
    public Collection<ArchiveEntry> files() {
        return files.values();
    }

    public Optional<ArchiveEntry> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /// How many files were left out: `__MACOSX`, `.DS_Store`, `Thumbs.db` and the like.
    public int ignored() {
        return ignored;
    }

    private static ArchiveRejected tooMany(long entries, ArchiveLimits limits) {
        return ArchiveRejected.whole(
                ArchiveRule.TOO_MANY_ENTRIES,
                "the archive has %d entries, the limit is %d"
                        .formatted(entries, limits.maxEntries()));
    }

    private static List<ZipArchiveEntry> directory(SeekableByteChannel archive)
            throws IOException, ArchiveRejected {
        try (ZipFile zip =
                ZipFile.builder()
                        .setSeekableByteChannel(new DirectoryChannel(archive))
                        .setIgnoreLocalFileHeader(true)
                        .get()) {
            return Collections.list(zip.getEntries());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IOException | RuntimeException e) {
            // The library answers hostile bytes with either; the channel's own failure is above.
            throw ArchiveRejected.whole(
                    ArchiveRule.BROKEN_DIRECTORY,
                    "the directory is damaged: " + ShownName.of(String.valueOf(rootMessage(e))));
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
