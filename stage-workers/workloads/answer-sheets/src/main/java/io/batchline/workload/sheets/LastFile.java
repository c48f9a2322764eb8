package io.batchline.workload.sheets;

import io.batchline.workload.Source;
import io.batchline.workload.archive.EntryCorrupt;
import io.batchline.workload.archive.EntryReader;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/// Reads the files of sheets and keeps the newest that has several pages, as long as memory allows:
/// its other pages are mostly asked for next. Safe to use from many threads.
final class LastFile {
    private volatile SoftReference<Kept> newest = new SoftReference<>(null);

    private static final class Kept {
        private final String source;
        private final String file;
        private final byte[] bytes;

        Kept(String source, String file, byte[] bytes) {
            this.source = source;
            this.file = file;
            this.bytes = bytes;
        }
    }

    byte[] read(Source source, SheetReference sheet) throws IOException, EntryCorrupt {
        String file = sheet.picture().name();
        @Nullable Kept kept = newest.get();
        if (kept != null && kept.source.equals(source.id()) && kept.file.equals(file)) {
            return kept.bytes;
        }
        byte[] bytes;
        try (SeekableByteChannel archive = source.open()) {
            bytes = EntryReader.read(archive, sheet.picture());
        }
        if (sheet.page().isPresent()) {
            newest = new SoftReference<>(new Kept(source.id(), file, bytes));
        }
        return bytes;
    }
}
