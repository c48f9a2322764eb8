package io.batchline.workload.sheets;

import io.batchline.workload.ExtractContext;
import io.batchline.workload.Source;
import io.batchline.workload.SourceRejected;
import io.batchline.workload.archive.EntryCorrupt;
import io.batchline.workload.sheets.pages.PageDecoder;
import io.batchline.workload.sheets.picture.PageCount.Counted;
import io.batchline.workload.sheets.picture.PageCount.Uncounted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Turns files into sheets: a file of several pages into one sheet each, any other into itself.
final class PageSheets {
    private static final Set<String> OF_SEVERAL = Set.of("tif", "tiff", "pdf");

    private final SheetFiles read;
    private final PageDecoder decoder;
    private final int perBatch;

    /// @param perBatch how many sheets there may be
    PageSheets(SheetFiles read, PageDecoder decoder, int perBatch) {
        this.read = read;
        this.decoder = decoder;
        this.perBatch = perBatch;
    }

    /// Whether a file of this name may have several pages.
    static boolean mayHaveSeveral(String name) {
        return OF_SEVERAL.contains(ArchiveFolders.ending(name));
    }

    /// The sheets of the files, pages after one another in their file's place. A file whose pages
    /// can't be counted stays one sheet, and fails as one when it is read.
    ///
    /// @throws SourceRejected when there are more sheets than allowed
    List<SheetReference> of(List<SheetReference> files, ExtractContext context)
            throws IOException, SourceRejected, InterruptedException {
        List<SheetReference> sheets = new ArrayList<>();
        for (SheetReference file : files) {
            if (mayHaveSeveral(file.picture().name())) {
                context.report("Counting pages", sheets.size(), 0);
                add(sheets, file, pages(context.source(), file));
            } else {
                add(sheets, file, 1);
            }
        }
        return sheets;
    }

    private void add(List<SheetReference> sheets, SheetReference file, int pages)
            throws SourceRejected {
        if (pages > perBatch - sheets.size()) {
            throw new SourceRejected(
                    "too_many_sheets",
                    "file '%s' brings the sheets to %d, the limit is %d (rule too_many_sheets)"
                            .formatted(file.picture().name(), sheets.size() + pages, perBatch));
        }
        if (pages == 1) {
            sheets.add(file);
            return;
        }
        for (int page = 1; page <= pages; page++) {
            sheets.add(file.at(page));
        }
    }

    private int pages(Source source, SheetReference file) throws IOException {
        try {
            return switch (decoder.count(read.read(source, file))) {
                case Counted(int pages) -> pages;
                case Uncounted _ -> 1;
            };
        } catch (EntryCorrupt _) {
            // Its bytes are read again for the one sheet, which fails with what is wrong.
            return 1;
        }
    }
}
