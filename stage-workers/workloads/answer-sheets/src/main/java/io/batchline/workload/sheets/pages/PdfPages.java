package io.batchline.workload.sheets.pages;

import io.batchline.workload.sheets.picture.Decoding;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.Detail;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Luma;
import io.batchline.workload.sheets.picture.Orientation;
import io.batchline.workload.sheets.picture.PageCount;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PictureFault;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.graphics.color.PDIndexed;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;

/// The pages of a PDF. A page that is one scan gives that scan's own pixels; any other is drawn at
/// 200 dpi.
final class PdfPages {
    private static final byte[] START = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final int DPI = 200;
    private static final int POINTS_PER_INCH = 72;

    /// What PDFBox may keep beside the file, which it reads where it is.
    private static final long CACHE_BYTES = 64L << 20;

    private final PixelLimit limit;
    private final PictureDecoder pictures;

    PdfPages(PixelLimit limit, PictureDecoder pictures) {
        this.limit = limit;
        this.pictures = pictures;
    }

    static boolean begins(SheetFile file) {
        ByteBuffer bytes = file.bytes();
        return bytes.remaining() >= START.length
                && bytes.limit(START.length).equals(ByteBuffer.wrap(START));
    }

    PageCount count(SheetFile file) {
        try (PDDocument document = open(file)) {
            int pages = document.getNumberOfPages();
            return pages < 1
                    ? new PageCount.Uncounted(corrupt("it has no page"))
                    : new PageCount.Counted(pages);
        } catch (InvalidPasswordException _) {
            return new PageCount.Uncounted(locked());
        } catch (PdfBounds.Exceeded e) {
            return new PageCount.Uncounted(tooLarge(e));
        } catch (IOException | RuntimeException e) {
            return new PageCount.Uncounted(corrupt(e.toString()));
        }
    }

    /// @param page from 1
    Decoding decode(SheetFile file, int page, Detail detail) {
        try (PDDocument document = open(file)) {
            PDPage sheet = document.getPage(page - 1);
            PdfBounds bounds = new PdfBounds(limit);
            bounds.check(sheet);
            return switch (ContentScan.of(sheet)) {
                case PageContent.Empty() ->
                        new Undecodable(
                                PictureFault.CORRUPT, "page %d draws nothing".formatted(page));
                case PageContent.Scan(PDImageXObject picture) ->
                        scanned(picture, turn(sheet.getRotation()), bounds, detail);
                case PageContent.Drawing() -> drawn(document, page, sheet.getCropBox(), bounds);
            };
        } catch (InvalidPasswordException _) {
            return locked();
        } catch (MissingImageReaderException e) {
            return new Undecodable(
                    PictureFault.NOT_A_PICTURE,
                    "page %d holds a picture in a format that is not read: %s"
                            .formatted(page, e.getMessage()));
        } catch (PdfBounds.Exceeded e) {
            return tooLarge(e);
        } catch (IOException | RuntimeException e) {
            // PDFBox answers damaged data with either, and with many kinds of the second.
            return corrupt(e.toString());
        }
    }

    private Decoding scanned(
            PDImageXObject picture, Orientation turn, PdfBounds bounds, Detail detail)
            throws IOException {
        if (!isPlainJpeg(picture)) {
            bounds.checkUnpacked(picture);
            GrayPicture stored =
                    pictures.whole(
                            picture.getWidth(),
                            picture.getHeight(),
                            PdfBounds.bits(picture),
                            detail,
                            () -> Luma.of(picture.getImage()));
            return new Decoded(turn.turn(stored));
        }
        // Our own decoder takes the stored luma and sees where the data is damaged.
        try (InputStream jpeg = picture.getStream().createInputStream(PdfBounds.JPEG)) {
            return switch (pictures.decodeStoredJpeg(jpeg.readAllBytes(), detail)) {
                case Decoded(GrayPicture stored) -> new Decoded(turn.turn(stored));
                case Undecodable bad -> bad;
            };
        }
    }

    static boolean isJpeg(PDImageXObject picture) {
        List<COSName> filters = picture.getStream().getFilters();
        return !filters.isEmpty() && PdfBounds.JPEG.contains(filters.getLast().getName());
    }

    private static boolean isPlainJpeg(PDImageXObject picture) throws IOException {
        return isJpeg(picture)
                && picture.getColorSpace().getNumberOfComponents() != 4
                && !(picture.getColorSpace() instanceof PDIndexed)
                && !picture.getCOSObject().containsKey(COSName.DECODE)
                && !picture.getCOSObject().containsKey(COSName.DECODE_PARMS);
    }

    private Decoding drawn(PDDocument document, int page, PDRectangle box, PdfBounds bounds)
            throws IOException {
        long width = Math.round((double) box.getWidth() * DPI / POINTS_PER_INCH);
        long height = Math.round((double) box.getHeight() * DPI / POINTS_PER_INCH);
        if (!limit.admits(width, height)) {
            return new Undecodable(PictureFault.TOO_LARGE, limit.excess(width, height));
        }
        StrictRenderer renderer = new StrictRenderer(document, bounds, pictures);
        // The renderer turns the page by its rotation itself.
        BufferedImage image = renderer.renderImageWithDPI(page - 1, DPI, ImageType.GRAY);
        return new Decoded(new GrayPicture(image.getWidth(), image.getHeight(), Luma.of(image)));
    }

    /// A page's rotation is clockwise, in degrees.
    private static Orientation turn(int degrees) {
        return new Orientation(
                switch (degrees) {
                    case 90 -> 6;
                    case 180 -> 3;
                    case 270 -> 8;
                    default -> 1;
                });
    }

    private static PDDocument open(SheetFile file) throws IOException {
        file.requireBoundedIndex();
        return Loader.loadPDF(
                new RandomAccessReadBuffer(file.bytes()),
                "",
                null,
                null,
                MemoryUsageSetting.setupMainMemoryOnly(CACHE_BYTES).streamCache);
    }

    private static Undecodable corrupt(String why) {
        return new Undecodable(PictureFault.CORRUPT, "the PDF's data is damaged: " + why);
    }

    private static Undecodable tooLarge(PdfBounds.Exceeded exceeded) {
        return new Undecodable(PictureFault.TOO_LARGE, exceeded.sentence());
    }

    private static Undecodable locked() {
        return new Undecodable(PictureFault.CORRUPT, "the PDF is locked by a password");
    }
}
