package io.batchline.workload.sheets;

import io.batchline.workload.Source;
import io.batchline.workload.archive.ArchiveEntry;
import io.batchline.workload.archive.EntryCorrupt;
import io.batchline.workload.archive.EntryReader;
import io.batchline.workload.sheets.pages.SheetFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Reads the files of sheets and keeps the newest that have several pages, as long as memory
/// allows: their other pages are mostly asked for next. Safe to use from many threads.
///
/// A large PDF or TIFF is unpacked into a file of its own, which is mapped: its pages lie in the
/// system's cache, not on the heap, and its room on the disk is given back after its last use.
final class SheetFiles {
    /// Where one file ends and the next begins, two are read at the same time.
    private static final int KEPT_LARGE = 2;

    private final long most;
    private final long mappedFrom;
    private final Kept<Key, SoftReference<SheetFile>> newest = new Kept<>(1);
    private final Kept<Key, SoftReference<SheetFile>> large = new Kept<>(KEPT_LARGE);

    // One at a time unpacks: the first pages of a large file are all asked for at once.
    private final Object unpacking = new Object();

    /// @param most bytes of a file
    /// @param mappedFrom bytes from which on a PDF or TIFF is not held on the heap
    SheetFiles(long most, long mappedFrom) {
        this.most = most;
        this.mappedFrom = mappedFrom;
    }

    private record Key(String source, String file) {}

    /// @throws EntryCorrupt when its bytes are not what the archive promises, or over the limit
    SheetFile read(Source source, SheetReference sheet) throws IOException, EntryCorrupt {
        ArchiveEntry entry = sheet.picture();
        EntryReader.requireAtMost(most, entry);
        Key key = new Key(source.id(), entry.name());
        if (entry.size() >= mappedFrom && PageSheets.mayHaveSeveral(entry.name())) {
            synchronized (unpacking) {
                Optional<SheetFile> kept = find(large, key);
                return kept.isPresent()
                        ? kept.get()
                        : kept(large, key, SheetFile.mapped(mapped(source, entry)));
            }
        }
        Optional<SheetFile> kept = find(newest, key);
        if (kept.isPresent()) {
            return kept.get();
        }
        SheetFile file;
        try (SeekableByteChannel archive = source.open()) {
            file = SheetFile.of(EntryReader.read(archive, entry));
        }
        return sheet.page().isPresent() ? kept(newest, key, file) : file;
    }

    private static Optional<SheetFile> find(Kept<Key, SoftReference<SheetFile>> files, Key key) {
        return files.find(key).map(SoftReference::get);
    }

    private static SheetFile kept(
            Kept<Key, SoftReference<SheetFile>> files, Key key, SheetFile file) {
        files.keep(key, new SoftReference<>(file));
        return file;
    }

    private static ByteBuffer mapped(Source source, ArchiveEntry entry)
            throws IOException, EntryCorrupt {
        Path unpacked = Files.createTempFile("batchline-", ".pages");
        try (FileChannel file =
                FileChannel.open(unpacked, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try (SeekableByteChannel archive = source.open()) {
                OutputStream to = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 20);
                EntryReader.copy(archive, entry, to);
                to.flush();
            }
            return file.map(MapMode.READ_ONLY, 0, file.size());
        } finally {
            // What is mapped stays readable without its name.
            Files.delete(unpacked);
        }
    }
}
