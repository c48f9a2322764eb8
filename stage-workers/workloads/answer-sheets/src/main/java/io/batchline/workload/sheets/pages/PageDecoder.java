package io.batchline.workload.sheets.pages;

import io.batchline.workload.sheets.picture.Decoding;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.PageCount;
import io.batchline.workload.sheets.picture.PageCount.Counted;
import io.batchline.workload.sheets.picture.PageCount.Uncounted;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PictureFault;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.util.OptionalInt;

/// Counts and decodes the pages of any file that sheets come in. Never throws for what the bytes
/// hold. Safe to use from many threads.
public final class PageDecoder {
    private final PictureDecoder pictures;
    private final PdfPages pdf;
    private final int perFile;

    /// @param perFile how many pages a file may have
    public PageDecoder(PixelLimit limit, int perFile) {
        this.pictures = new PictureDecoder(limit);
        this.pdf = new PdfPages(limit, pictures);
        this.perFile = perFile;
    }

    /// How many pages the file has, without decoding one. A file of more than the limit is not
    /// counted.
    public PageCount count(byte[] file) {
        PageCount count = PdfPages.begins(file) ? pdf.count(file) : pictures.pages(file);
        return switch (count) {
            case Counted(int pages) when pages > perFile ->
                    new Uncounted(
                            new Undecodable(
                                    PictureFault.TOO_MANY_PAGES,
                                    "the file has %d pages, the limit is %d"
                                            .formatted(pages, perFile)));
            case Counted _, Uncounted _ -> count;
        };
    }

    /// @param page from 1; empty for a file that should have only one: one of several is refused,
    ///   so that no page goes missing
    public Decoding decode(byte[] file, OptionalInt page) {
        if (page.isPresent()) {
            return decode(file, page.getAsInt());
        }
        return switch (count(file)) {
            case Uncounted(Undecodable why) -> why;
            case Counted(int pages) when pages > 1 ->
                    new Undecodable(
                            PictureFault.SEVERAL_PAGES,
                            "the file has %d pages; only files named .pdf, .tif or .tiff may have several"
                                    .formatted(pages));
            case Counted _ -> decode(file, 1);
        };
    }

    private Decoding decode(byte[] file, int page) {
        return PdfPages.begins(file) ? pdf.decode(file, page) : pictures.decode(file, page);
    }
}
