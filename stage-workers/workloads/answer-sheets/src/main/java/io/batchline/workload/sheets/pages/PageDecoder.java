package io.batchline.workload.sheets.pages;

import io.batchline.workload.sheets.picture.Decoding;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.Detail;
import io.batchline.workload.sheets.picture.PageCount;
import io.batchline.workload.sheets.picture.PageCount.Counted;
import io.batchline.workload.sheets.picture.PageCount.Uncounted;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PictureFault;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/// Counts and decodes the pages of any file that sheets come in. Never throws for what the bytes
/// hold. Safe to use from many threads.
public final class PageDecoder {
    /// How many of a file's first bytes tell what it is.
    public static final int START = 16;

    private final PictureDecoder pictures;
    private final PdfPages pdf;
    private final int perFile;

    /// @param perFile how many pages a file may have
    public PageDecoder(PixelLimit limit, int perFile) {
        this(limit, perFile, new PictureDecoder(limit));
    }

    /// @param pictures what decodes files of one picture, and the scans that a PDF's pages are
    public PageDecoder(PixelLimit limit, int perFile, PictureDecoder pictures) {
        this.pictures = pictures;
        this.pdf = new PdfPages(limit, pictures);
        this.perFile = perFile;
    }

    /// What names of files that begin like this usually end with; empty where they hold no sheets.
    ///
    /// @param start the first [#START] bytes, or all where there are fewer
    public static Optional<String> ending(ByteBuffer start) {
        return PdfPages.begins(SheetFile.mapped(start))
                ? Optional.of("pdf")
                : PictureDecoder.ending(start);
    }

    /// How many pages the file has, without decoding one. A file of more than the limit is not
    /// counted.
    public PageCount count(SheetFile file) {
        PageCount count = PdfPages.begins(file) ? pdf.count(file) : pictures.pages(file.bytes());
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
    /// @param detail how large the picture must be; what is larger is made smaller
    public Decoding decode(SheetFile file, OptionalInt page, Detail detail) {
        if (page.isPresent()) {
            return decode(file, page.getAsInt(), detail);
        }
        return switch (count(file)) {
            case Uncounted(Undecodable why) -> why;
            case Counted(int pages) when pages > 1 ->
                    new Undecodable(
                            PictureFault.SEVERAL_PAGES,
                            "the file has %d pages; only files named .pdf, .tif or .tiff may have several"
                                    .formatted(pages));
            case Counted _ -> decode(file, 1, detail);
        };
    }

    private Decoding decode(SheetFile file, int page, Detail detail) {
        return PdfPages.begins(file)
                ? pdf.decode(file, page, detail)
                : pictures.decode(file.bytes(), page, detail);
    }
}
