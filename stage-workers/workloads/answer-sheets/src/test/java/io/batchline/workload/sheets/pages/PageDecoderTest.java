package io.batchline.workload.sheets.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.pages.ScanFiles.Embedding;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.Detail;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.PageCount;
import io.batchline.workload.sheets.picture.PictureFault;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageDecoderTest {
    private static final OptionalInt ONLY = OptionalInt.empty();

    private final PageDecoder decoder = new PageDecoder(PixelLimit.DEFAULT, 10);

    @ParameterizedTest
    @CsvSource({
        "0, 40, 80, 5, 5",
        "90, 80, 40, 74, 5",
        "180, 40, 80, 34, 74",
        "270, 80, 40, 5, 34"
    })
    void a_scanned_page_gives_the_scan_itself_turned_as_the_page(
            int rotation, int width, int height, int darkX, int darkY) throws IOException {
        // given: dark at the top left of what is stored
        byte[] file =
                ScanFiles.pdf(document -> {
                    PDPage page = page(40, 80);
                    page.setRotation(rotation);
                    document.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        content.drawImage(
                                Embedding.LOSSLESS.in(document, cornered()), 0, 0, 40, 80);
                    }
                });

        // when
        GrayPicture picture = decoded(file, ONLY);

        // then: 40 x 80 points at 200 dpi would be 111 x 222
        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(height);
        assertThat(picture.at(darkX, darkY)).isLessThan(10);
        assertThat(picture.at(width - 1 - darkX, height - 1 - darkY)).isGreaterThan(240);
    }

    @Test
    void what_is_drawn_over_a_scan_is_seen() throws IOException {
        byte[] file =
                ScanFiles.pdf(document -> {
                    PDPage page = page(72, 144);
                    document.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        content.drawImage(
                                Embedding.LOSSLESS.in(document, cornered()), 0, 0, 72, 144);
                        content.addRect(36, 0, 36, 36);
                        content.fill();
                    }
                });
        GrayPicture picture = decoded(file, ONLY);
        assertThat(picture.width()).isEqualTo(200);
        assertThat(picture.at(150, 350)).isZero();
    }

    @Test
    void lines_and_fills_are_drawn_at_200_dpi() throws IOException {
        byte[] file =
                ScanFiles.pdf(document -> {
                    PDPage page = page(144, 72);
                    document.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        content.setNonStrokingColor(Color.BLACK);
                        content.addRect(0, 36, 72, 36);
                        content.fill();
                    }
                });
        GrayPicture picture = decoded(file, ONLY);
        assertThat(List.of(picture.width(), picture.height())).containsExactly(400, 200);
        assertThat(picture.at(100, 50)).isZero();
        assertThat(picture.at(300, 50)).isEqualTo(255);
        assertThat(picture.at(100, 150)).isEqualTo(255);
    }

    @Test
    void text_in_a_font_that_is_not_embedded_is_drawn() throws IOException {
        byte[] file =
                ScanFiles.pdf(document -> {
                    PDPage page = page(144, 72);
                    document.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        content.beginText();
                        content.setFont(new PDType1Font(FontName.HELVETICA_BOLD), 72);
                        content.newLineAtOffset(10, 10);
                        content.showText("H");
                        content.endText();
                    }
                });
        GrayPicture picture = decoded(file, ONLY);
        int dark = 0;
        for (byte grey : picture.pixels()) {
            dark += (grey & 0xFF) < 128 ? 1 : 0;
        }
        assertThat(dark).isBetween(2_000, 40_000);
    }

    @Test
    void a_drawn_page_with_a_picture_that_breaks_off_is_corrupt() {
        byte[] file =
                ScanFiles.pdf(document -> {
                    PDPage page = page(100, 100);
                    document.addPage(page);
                    PDImageXObject scan = Embedding.JPEG.in(document, cornered());
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        content.drawImage(scan, 10, 10, 40, 80);
                    }
                    breakOff(scan);
                });
        assertThat(refused(decoder, file).fault()).isEqualTo(PictureFault.CORRUPT);
    }

    @Test
    void a_page_that_draws_nothing_is_no_blank_sheet() {
        byte[] file = ScanFiles.pdf(document -> document.addPage(page(72, 72)));
        assertThat(refused(decoder, file).message()).isEqualTo("page 1 draws nothing");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_scan_that_breaks_off_is_corrupt_and_its_neighbour_is_read(boolean jpeg)
            throws IOException {
        // given: the first page's data breaks off
        Embedding embedding = jpeg ? Embedding.JPEG : Embedding.LOSSLESS;
        byte[] file =
                ScanFiles.pdf(document -> {
                    for (int number = 1; number <= 2; number++) {
                        PDPage page = page(40, 80);
                        document.addPage(page);
                        PDImageXObject scan = embedding.in(document, cornered());
                        try (PDPageContentStream content =
                                new PDPageContentStream(document, page)) {
                            content.drawImage(scan, 0, 0, 40, 80);
                        }
                        if (number == 1) {
                            breakOff(scan);
                        }
                    }
                });

        // then
        assertThat(
                        ((Undecodable)
                                        decoder.decode(
                                                SheetFile.of(file), OptionalInt.of(1), Detail.FULL))
                                .fault())
                .isEqualTo(PictureFault.CORRUPT);
        assertThat(decoded(file, OptionalInt.of(2)).width()).isEqualTo(40);
    }

    @Test
    void a_scan_that_claims_to_be_huge_is_refused_from_its_dictionary() {
        byte[] file = pdfOfScan(scan -> scan.setWidth(2_000_000));
        assertThat(refused(decoder, file).fault()).isEqualTo(PictureFault.TOO_LARGE);
    }

    @Test
    void a_scan_that_unpacks_to_more_than_its_limit_is_refused() {
        PageDecoder small = new PageDecoder(new PixelLimit(3_200), 10);
        byte[] file =
                pdfOfScan(scan -> {
                    try (var out = scan.getCOSObject().createOutputStream(COSName.FLATE_DECODE)) {
                        out.write(new byte[10_000_000]);
                    }
                });
        assertThat(refused(small, file).fault()).isEqualTo(PictureFault.TOO_LARGE);
    }

    @Test
    void streams_of_objects_that_unpack_too_far_are_refused_before_the_file_is_opened() {
        byte[] file =
                ScanFiles.pdf(document -> {
                    COSStream objects = document.getDocument().createCOSStream();
                    objects.setItem(COSName.TYPE, COSName.OBJ_STM);
                    try (var out = objects.createOutputStream(COSName.FLATE_DECODE)) {
                        out.write(new byte[20_000_000]);
                    }
                    document.getDocumentCatalog().getCOSObject().setItem("Objects", objects);
                    document.addPage(page(72, 72));
                });
        assertThat(decoder.count(SheetFile.of(file))).isInstanceOf(PageCount.Uncounted.class);
        assertThat(refused(decoder, file).message())
                .isEqualTo(
                        "a stream of the PDF's objects unpacks to more than the limit of 16777216 bytes");
    }

    @Test
    void a_page_of_a_huge_size_is_not_drawn() {
        byte[] file =
                ScanFiles.pdf(document -> {
                    PDPage page = page(14_400, 14_400);
                    document.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        content.addRect(0, 0, 10, 10);
                        content.fill();
                    }
                });
        assertThat(refused(decoder, file))
                .isEqualTo(
                        new Undecodable(
                                PictureFault.TOO_LARGE,
                                "a picture of 40000 x 40000 pixels is over the limit of 100000000 pixels"));
    }

    @Test
    void a_scan_in_a_format_that_is_not_read_is_refused_by_name() {
        byte[] file =
                pdfOfScan(scan -> scan.getCOSObject().setItem(COSName.FILTER, COSName.JPX_DECODE));
        assertThat(refused(decoder, file).fault()).isEqualTo(PictureFault.NOT_A_PICTURE);
    }

    @Test
    void a_locked_pdf_says_so() {
        byte[] file =
                ScanFiles.pdf(document -> {
                    document.addPage(page(72, 72));
                    document.protect(
                            new StandardProtectionPolicy("owner", "user", new AccessPermission()));
                });
        assertThat(refused(decoder, file).message()).isEqualTo("the PDF is locked by a password");
    }

    @Test
    void pages_are_counted_up_to_the_limit() throws IOException {
        List<BufferedImage> three = List.of(cornered(), cornered(), cornered());
        byte[] pdf = ScanFiles.pdf(Embedding.LOSSLESS, three);
        byte[] tiff = ScanFiles.tiff("LZW", three);
        assertThat(decoder.count(SheetFile.of(pdf))).isEqualTo(new PageCount.Counted(3));
        assertThat(decoder.count(SheetFile.of(tiff))).isEqualTo(new PageCount.Counted(3));
        PageDecoder two = new PageDecoder(PixelLimit.DEFAULT, 2);
        assertThat(refused(two, pdf).fault()).isEqualTo(PictureFault.TOO_MANY_PAGES);
        assertThat(refused(two, tiff).fault()).isEqualTo(PictureFault.TOO_MANY_PAGES);
        assertThat(refused(decoder, tiff).fault()).isEqualTo(PictureFault.SEVERAL_PAGES);
    }

    private static void breakOff(PDImageXObject scan) throws IOException {
        byte[] whole;
        try (var raw = scan.getCOSObject().createRawInputStream()) {
            whole = raw.readAllBytes();
        }
        try (var out = scan.getCOSObject().createRawOutputStream()) {
            out.write(whole, 0, whole.length / 2);
        }
    }

    /// Changes a scan before it is saved.
    @FunctionalInterface
    private interface Change {
        void to(PDImageXObject scan) throws IOException;
    }

    private static byte[] pdfOfScan(Change change) {
        return ScanFiles.pdf(document -> {
            PDPage page = page(40, 80);
            document.addPage(page);
            PDImageXObject scan = Embedding.LOSSLESS.in(document, cornered());
            change.to(scan);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(scan, 0, 0, 40, 80);
            }
        });
    }

    private static PDPage page(float width, float height) {
        return new PDPage(new PDRectangle(width, height));
    }

    /// 40 x 80, white, black at the top left.
    private static BufferedImage cornered() {
        BufferedImage image = new BufferedImage(40, 80, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 40 * 80; i++) {
            image.getRaster().setSample(i % 40, i / 40, 0, i % 40 < 15 && i / 40 < 15 ? 0 : 255);
        }
        return image;
    }

    private GrayPicture decoded(byte[] file, OptionalInt page) {
        return switch (decoder.decode(SheetFile.of(file), page, Detail.FULL)) {
            case Decoded(GrayPicture picture) -> picture;
            case Undecodable refused -> throw new AssertionError(refused.message());
        };
    }

    private static Undecodable refused(PageDecoder decoder, byte[] file) {
        return (Undecodable) decoder.decode(SheetFile.of(file), ONLY, Detail.FULL);
    }
}
