package io.batchline.workload.sheets;

import io.batchline.workload.Source;
import io.batchline.workload.archive.ArchiveIndex;
import io.batchline.workload.archive.ArchiveLimits;
import io.batchline.workload.archive.ArchiveRejected;
import io.batchline.workload.sheets.SheetOptions.MultiMarked;
import io.batchline.workload.sheets.read.SheetReader;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Opens the templates of archives and keeps the newest open: each serves many sheets.
final class Templates {
    private static final int READERS = 32;
    private static final int INDEXES = 2;

    private final ArchiveLimits limits;
    private final Kept<Key, SheetReader> readers = new Kept<>(READERS);
    private final Kept<String, ArchiveIndex> indexes = new Kept<>(INDEXES);

    // One at a time opens: the sheets that come first all ask for the same template.
    private final Lock opening = new ReentrantLock();

    Templates(ArchiveLimits limits) {
        this.limits = limits;
    }

    private record Key(String source, TemplatePlace place, Optional<MultiMarked> multiMarked) {}

    SheetReader open(Source source, TemplatePlace place, Optional<MultiMarked> multiMarked)
            throws IOException, TemplateRejected, ArchiveRejected, InterruptedException {
        Key key = new Key(source.id(), place, multiMarked);
        Optional<SheetReader> open = readers.find(key);
        if (open.isPresent()) {
            return open.get();
        }
        opening.lockInterruptibly();
        try {
            Optional<SheetReader> meanwhile = readers.find(key);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            SheetReader reader =
                    SheetReader.open(
                            new ArchivedTemplate(
                                    source, new ArchiveFolders(index(source)), place, multiMarked));
            readers.keep(key, reader);
            return reader;
        } catch (ArchivedTemplate.Damaged e) {
            throw new TemplateRejected(e.file(), "", e.reason());
        } finally {
            opening.unlock();
        }
    }

    ArchiveIndex index(Source source) throws IOException, ArchiveRejected {
        Optional<ArchiveIndex> kept = indexes.find(source.id());
        if (kept.isPresent()) {
            return kept.get();
        }
        try (SeekableByteChannel archive = source.open()) {
            ArchiveIndex index = ArchiveIndex.read(archive, limits);
            indexes.keep(source.id(), index);
            return index;
        }
    }
}
