package io.batchline.workload.sheets.pages;

import static io.batchline.workload.sheets.pages.Jbig2Pictures.GENERIC;
import static io.batchline.workload.sheets.pages.Jbig2Pictures.PAGE;
import static io.batchline.workload.sheets.pages.Jbig2Pictures.joined;
import static io.batchline.workload.sheets.pages.Jbig2Pictures.page;
import static io.batchline.workload.sheets.pages.Jbig2Pictures.region;
import static io.batchline.workload.sheets.pages.Jbig2Pictures.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.picture.Decoding;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.Detail;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.PictureFault;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Jbig2Test {
    private static final PixelLimit LIMIT = new PixelLimit(100_000);

    private final PageDecoder decoder = new PageDecoder(LIMIT, 10);

    @Test
    void a_scan_in_jbig2_gives_its_pixels() {
        // given
        BufferedImage bits = bits(203, 157);

        // when
        GrayPicture picture =
                ((Decoded) decoded(ScanFiles.pdf(Jbig2Pictures::embedded, List.of(bits))))
                        .picture();

        // then
        assertThat(List.of(picture.width(), picture.height())).containsExactly(203, 157);
        for (int y = 0; y < 157; y++) {
            for (int x = 0; x < 203; x++) {
                assertThat(picture.at(x, y))
                        .as("%d, %d", x, y)
                        .isEqualTo(255 * bits.getRaster().getSample(x, y, 0));
            }
        }
    }

    @Test
    void what_its_headers_claim_is_bounded() {
        assertThat(
                        refused(
                                        joined(
                                                segment(0, PAGE, page(20, 10)),
                                                segment(
                                                        1,
                                                        GENERIC,
                                                        region(1000, 1000, new byte[9]))))
                                .message())
                .isEqualTo("a picture of 1000 x 1000 pixels is over the limit of 100000 pixels");
        byte[] large = segment(1, GENERIC, region(300, 300, new byte[9]));
        assertThat(refused(joined(segment(0, PAGE, page(20, 10)), large, large, large)).message())
                .contains("3 parts with 270000 pixels");
    }

    @Test
    void symbols_are_refused_since_nothing_bounds_them() {
        assertThat(
                        refused(joined(segment(0, 0, new byte[30]), segment(1, PAGE, page(20, 10))))
                                .message())
                .contains("segment of type 0");
    }

    @Test
    void a_page_of_another_size_than_the_pdf_says_is_refused() {
        assertThat(refused(segment(0, PAGE, page(20, 11))).message())
                .isEqualTo("a JBIG2 picture of 20 x 11 pixels, which the PDF says has 20 x 10");
    }

    @Test
    void what_breaks_off_is_refused() {
        byte[] whole = Jbig2Pictures.stream(bits(20, 10));
        int page = segment(0, PAGE, page(20, 10)).length;
        assertThat(Jbig2Segments.refusal(whole, LIMIT, 20, 10)).isEmpty();
        for (int length = page + Integer.BYTES; length < whole.length - 11; length++) {
            assertThat(Jbig2Segments.refusal(Arrays.copyOf(whole, length), LIMIT, 20, 10))
                    .as("%d bytes", length)
                    .isPresent();
        }
        assertThat(Jbig2Segments.refusal(Arrays.copyOf(whole, page), LIMIT, 20, 10)).isPresent();
    }

    private Undecodable refused(byte[] stream) {
        Undecodable refused =
                (Undecodable)
                        decoded(
                                ScanFiles.pdf(
                                        (document, image) ->
                                                Jbig2Pictures.embedded(document, image, stream),
                                        List.of(bits(20, 10))));
        assertThat(refused.fault()).isEqualTo(PictureFault.TOO_LARGE);
        return refused;
    }

    private Decoding decoded(byte[] file) {
        return decoder.decode(SheetFile.of(file), OptionalInt.of(1), Detail.FULL);
    }

    private static BufferedImage bits(int width, int height) {
        BufferedImage bits = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        Random random = new Random(3);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                bits.getRaster().setSample(x, y, 0, x / 7 % 3 == 0 ? random.nextInt(2) : 1);
            }
        }
        return bits;
    }
}
