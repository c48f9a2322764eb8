package io.batchline.workload.sheets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.pages.PageDecoder;
import io.batchline.workload.sheets.pages.ScanFiles;
import io.batchline.workload.sheets.pages.ScanFiles.Embedding;
import io.batchline.workload.sheets.pages.SheetFile;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Pictures whose colours take more than may be held are decoded in bands, or refused.
class LargePicturesTest {
    private static final int WIDTH = 301;
    private static final int HEIGHT = 403;
    private static final Detail SMALL = new Detail(100);

    /// Two bands of the picture in bytes, four of it in 16 bits.
    private static final PixelLimit JUST = new PixelLimit((long) WIDTH * HEIGHT);

    @TestFactory
    Stream<DynamicTest> in_bands_every_pixel_is_the_same() throws IOException {
        BufferedImage colour = colour();
        return Stream.of(
                same("png", ScanFiles.file(colour, "png")),
                same("png of 16 bits", ScanFiles.file(deep(), "png")),
                same("png, interlaced", interlaced(colour)),
                same("bmp", ScanFiles.file(colour, "bmp")),
                same("jpeg", ScanFiles.jpeg(colour, false)),
                same("jpeg, progressive", ScanFiles.jpeg(colour, true)),
                same("tiff LZW", ScanFiles.tiff("LZW", List.of(colour))),
                same("tiff JPEG", ScanFiles.tiff("JPEG", List.of(colour))),
                same("pdf", ScanFiles.pdf(Embedding.LOSSLESS, List.of(colour))));
    }

    private static DynamicTest same(String name, byte[] file) {
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    for (Detail detail : List.of(Detail.FULL, SMALL)) {
                        GrayPicture whole = picture(decoded(PixelLimit.DEFAULT, file, detail));
                        GrayPicture banded = picture(decoded(JUST, file, detail));
                        assertThat(banded.width()).isEqualTo(whole.width());
                        assertThat(banded.pixels()).isEqualTo(whole.pixels());
                    }
                });
    }

    @Test
    void bands_are_as_high_as_may_be_and_never_end_within_what_is_packed_together() {
        assertThat(Bands.rows(1000, 10_500, 1, 1)).isEqualTo(10);
        assertThat(Bands.rows(1000, 10_500, 1, 4)).isEqualTo(8);
        assertThat(Bands.rows(1000, 10_500, 3, 2)).isEqualTo(6);
        assertThat(Bands.rows(1000, 10_500, 16, 1)).isEqualTo(16);
        assertThat(Bands.rows(1, 1L << 40, 1, 4)).isGreaterThan(1 << 30);
        assertThat(JUST.bandBytes() / (3 * WIDTH)).isBetween(HEIGHT / 2L, HEIGHT - 1L);
    }

    @Test
    void rows_that_do_not_make_a_smaller_pixel_are_left_out() throws IOException {
        GrayPicture joined = Bands.joined(4, 6, 4, 4, part -> new byte[part.width * part.height]);
        assertThat(List.of(joined.width(), joined.height())).containsExactly(1, 1);
    }

    @Test
    void what_would_take_too_many_bands_is_refused_with_what_it_takes_and_the_limit() {
        assertThat(PixelLimit.DEFAULT.excessInBands(10_000, 10_000, 24)).isEmpty();
        assertThat(PixelLimit.DEFAULT.excessInBands(10_000, 10_000, 48))
                .contains(
                        "a picture of 10000 x 10000 pixels takes 600000000 bytes to decode, over the limit of 335544320 bytes");
    }

    @Test
    void what_can_only_be_decoded_whole_has_a_lower_limit() {
        assertThat(PixelLimit.DEFAULT.excessAtOnce(4961, 7016, 24)).isEmpty();
        assertThat(PixelLimit.DEFAULT.excessAtOnce(4961, 7016, 64)).isPresent();
    }

    @Test
    void sixteen_bits_at_the_limit_of_pixels_are_refused_from_the_header() throws IOException {
        byte[] file = ScanFiles.file(deep(), "png");
        // A square of 100 megapixels, and the checksum that goes with it.
        byte[] header = {0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10};
        System.arraycopy(header, 0, file, 16, header.length);
        CRC32 checksum = new CRC32();
        checksum.update(file, 12, 17);
        ByteBuffer.wrap(file).putInt(29, (int) checksum.getValue());
        assertThat(decoded(PixelLimit.DEFAULT, file, Detail.FULL))
                .isInstanceOfSatisfying(
                        Undecodable.class,
                        refused -> {
                            assertThat(refused.fault()).isEqualTo(PictureFault.TOO_LARGE);
                            assertThat(refused.message()).contains("600000000", "335544320");
                        });
    }

    private static Decoding decoded(PixelLimit limit, byte[] file, Detail detail) {
        return new PageDecoder(limit, 10, new PictureDecoder(limit, Optional.empty()))
                .decode(SheetFile.of(file), OptionalInt.of(1), detail);
    }

    private static GrayPicture picture(Decoding decoding) {
        return switch (decoding) {
            case Decoded(GrayPicture picture) -> picture;
            case Undecodable refused -> throw new AssertionError(refused.message());
        };
    }

    private static BufferedImage colour() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        fill(image.getRaster(), 256);
        return image;
    }

    private static BufferedImage deep() {
        ComponentColorModel colours =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_USHORT);
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, WIDTH, HEIGHT, 3, null);
        fill(raster, 65_536);
        return new BufferedImage(colours, raster, false, null);
    }

    private static void fill(WritableRaster raster, int values) {
        Random random = new Random(8);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int band = 0; band < 3; band++) {
                    raster.setSample(x, y, band, random.nextInt(values));
                }
            }
        }
    }

    private static byte[] interlaced(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
