package io.batchline.workload.sheets;

import io.batchline.workload.Source;
import io.batchline.workload.archive.ArchiveIndex;
import io.batchline.workload.archive.ArchiveLimits;
import io.batchline.workload.archive.ArchiveRejected;
import io.batchline.workload.sheets.pages.PageDecoder;
import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.read.TemplateReader;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Opens the templates of archives and keeps the newest open: each serves many sheets.
final class Templates {
    private static final int READERS = 32;
    private static final int INDEXES = 2;

    private final ArchiveLimits limits;
    private final Kept<Key, TemplateReader> readers = new Kept<>(READERS);
    private final Kept<String, ArchiveIndex> indexes = new Kept<>(INDEXES);

    // One at a time opens: the sheets that come first all ask for the same template.
    private final Lock opening = new ReentrantLock();

    Templates(ArchiveLimits limits) {
        this.limits = limits;
    }

    private record Key(String source, TemplatePlace place, SheetOptions options) {}

    TemplateReader open(Source source, TemplatePlace place, SheetOptions options)
            throws IOException, TemplateRejected, ArchiveRejected, InterruptedException {
        Key key = new Key(source.id(), place, options);
        Optional<TemplateReader> open = readers.find(key);
        if (open.isPresent()) {
            return open.get();
        }
        opening.lockInterruptibly();
        try {
            Optional<TemplateReader> meanwhile = readers.find(key);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            TemplateReader reader =
                    TemplateReader.open(
                            new ArchivedTemplate(
                                    source,
                                    new ArchiveFolders(index(source), options.given()),
                                    place,
                                    options.multiMarked()),
                            PixelLimit.DEFAULT,
                            options.reading());
            readers.keep(key, reader);
            return reader;
        } catch (ArchivedTemplate.Damaged e) {
            throw new TemplateRejected(e.file(), "", e.reason());
        } finally {
            opening.unlock();
        }
    }

    /// A source that is itself a PDF or a picture is an archive of one file.
    private ArchiveIndex index(SeekableByteChannel archive, Source source)
            throws IOException, ArchiveRejected {
        ByteBuffer start = ByteBuffer.allocate(PageDecoder.START);
        while (start.hasRemaining() && archive.read(start) >= 0) {
            // A channel may give fewer bytes than there is room for.
        }
        Optional<String> ending = PageDecoder.ending(start.flip());
        return ending.isPresent()
                ? ArchiveIndex.ofOneFile(fileName(source.fileName(), ending.get()), archive.size())
                : ArchiveIndex.read(archive, limits);
    }

    /// A name may say nothing of what the file is, or something else.
    private static String fileName(String name, String ending) {
        return Extraction.isPicture(name) ? name : name.replaceFirst("\\.zip$", "") + "." + ending;
    }

    ArchiveIndex index(Source source) throws IOException, ArchiveRejected {
        Optional<ArchiveIndex> kept = indexes.find(source.id());
        if (kept.isPresent()) {
            return kept.get();
        }
        try (SeekableByteChannel archive = source.open()) {
            ArchiveIndex index = index(archive, source);
            indexes.keep(source.id(), index);
            return index;
        }
    }
}
