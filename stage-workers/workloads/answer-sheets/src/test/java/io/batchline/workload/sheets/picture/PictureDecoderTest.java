package io.batchline.workload.sheets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PictureDecoderTest {
    private final PictureDecoder decoder = new PictureDecoder(PixelLimit.DEFAULT);

    @Test
    void colours_of_a_png_become_grey_by_weight() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF0000);
        image.setRGB(1, 0, 0x00FF00);
        image.setRGB(2, 0, 0x0000FF);
        assertThat(Grid.rows(decoded(file(image, "png"))))
                .isDeepEqualTo(new int[][] {{76, 149, 29}});
    }

    @Test
    void transparency_is_left_out() throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00505050);
        assertThat(decoded(file(image, "png")).at(0, 0)).isEqualTo(0x50);
    }

    @Test
    void sixteen_bits_keep_their_upper_eight() throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 0x12FF);
        assertThat(decoded(file(image, "png")).at(0, 0)).isEqualTo(0x12);
    }

    @Test
    void a_palette_is_looked_up() throws IOException {
        byte[] greys = {10, 100};
        IndexColorModel palette = new IndexColorModel(1, 2, greys, greys, greys);
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setSample(1, 0, 0, 1);
        assertThat(Grid.rows(decoded(file(image, "png")))).isDeepEqualTo(new int[][] {{10, 100}});
    }

    @Test
    void a_grey_jpeg_keeps_its_grey() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        GrayPicture picture = decoded(file(image, "jpg"));
        assertThat(picture.width()).isEqualTo(16);
        assertThat(picture.at(8, 8)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 24, 8, 0, 0",
        "2, 24, 8, 23, 0",
        "3, 24, 8, 23, 7",
        "4, 24, 8, 0, 7",
        "5, 8, 24, 0, 0",
        "6, 8, 24, 7, 0",
        "7, 8, 24, 7, 23",
        "8, 8, 24, 0, 23"
    })
    void a_jpeg_is_turned_upright(int exif, int width, int height, int markX, int markY)
            throws IOException {
        // given: a dark mark at the top left of what is stored
        BufferedImage image = new BufferedImage(24, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 24 * 8; i++) {
            image.getRaster().setSample(i % 24, i / 24, 0, i % 24 < 8 && i / 24 < 4 ? 0 : 250);
        }

        // when
        GrayPicture picture = decoded(withOrientation(file(image, "jpg"), exif));

        // then
        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(height);
        assertThat(picture.at(markX, markY)).isLessThan(60);
        assertThat(picture.at(width - 1 - markX, height - 1 - markY)).isGreaterThan(200);
    }

    @Test
    void a_bmp_keeps_greys_and_weighs_colours() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_3BYTE_BGR);
        image.setRGB(0, 0, 0xFF0000);
        image.setRGB(1, 0, 0x00FF00);
        image.setRGB(2, 0, 0x505050);
        assertThat(Grid.rows(decoded(file(image, "bmp"))))
                .isDeepEqualTo(new int[][] {{76, 150, 0x50}});
    }

    @Test
    void a_bmp_that_claims_a_huge_picture_or_wraps_another_format_is_refused() throws IOException {
        byte[] huge = file(noise(8, 8), "bmp");
        huge[21] = 0x10;
        huge[25] = 0x10;
        assertThat(refused(decoder, huge).fault()).isEqualTo(PictureFault.TOO_LARGE);
        byte[] wrapping = file(noise(8, 8), "bmp");
        wrapping[30] = 4;
        assertThat(refused(decoder, wrapping).fault()).isEqualTo(PictureFault.CORRUPT);
    }

    @Test
    void text_is_not_a_picture() {
        byte[] text = "not a picture".getBytes(StandardCharsets.UTF_8);
        assertThat(refused(decoder, text).fault()).isEqualTo(PictureFault.NOT_A_PICTURE);
        assertThat(refused(decoder, new byte[0]).fault()).isEqualTo(PictureFault.NOT_A_PICTURE);
    }

    @Test
    void a_picture_that_ends_early_is_corrupt() throws IOException {
        for (String format : new String[] {"jpg", "png", "bmp"}) {
            byte[] whole = file(noise(200, 200), format);
            byte[] half = Arrays.copyOf(whole, whole.length / 2);
            assertThat(refused(decoder, half).fault()).as(format).isEqualTo(PictureFault.CORRUPT);
        }
    }

    @Test
    void a_png_with_another_checksum_than_it_says_is_corrupt() throws IOException {
        byte[] file = file(noise(20, 20), "png");
        file[file.length - 14] ^= 1;
        assertThat(refused(decoder, file).message()).contains("checksum");
    }

    @Test
    void texts_packed_into_a_png_are_not_unpacked() throws IOException {
        byte[] text = {'z', 'T', 'X', 't', 'a', 0, 0, 1, 2, 3};
        byte[] file = file(noise(20, 20), "png");
        ByteBuffer with = ByteBuffer.allocate(file.length + 4 + text.length + 4);
        with.put(file, 0, 33).putInt(text.length - 4).put(text).putInt(0);
        with.put(file, 33, file.length - 33);
        assertThat(Grid.rows(decoded(with.array()))).isDeepEqualTo(Grid.rows(decoded(file)));
    }

    @Test
    void too_many_pixels_are_refused_from_the_header() throws IOException {
        byte[] file = file(noise(200, 200), "png");
        Undecodable refused = refused(new PictureDecoder(new PixelLimit(39_999)), file);
        assertThat(refused.fault()).isEqualTo(PictureFault.TOO_LARGE);
        assertThat(refused.message()).contains("200 x 200", "39999");
    }

    @Test
    void a_header_that_claims_a_huge_picture_costs_nothing() throws IOException {
        byte[] file = file(noise(8, 8), "jpg");
        claimSize(file, 65_500, 65_500);
        assertThat(refused(decoder, file).fault()).isEqualTo(PictureFault.TOO_LARGE);
    }

    private GrayPicture decoded(byte[] file) {
        return switch (decoder.decode(file)) {
            case Decoded decoded -> decoded.picture();
            case Undecodable refused -> throw new AssertionError(refused.message());
        };
    }

    private static Undecodable refused(PictureDecoder decoder, byte[] file) {
        return (Undecodable) decoder.decode(file);
    }

    private static BufferedImage noise(int width, int height) {
        Random random = new Random(5);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, random.nextInt(256));
        }
        return image;
    }

    private static byte[] file(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] segment = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(segment, 0, segment.length);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static void claimSize(byte[] jpeg, int width, int height) {
        for (int i = 2; i < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                jpeg[i + 5] = (byte) (height >> 8);
                jpeg[i + 6] = (byte) height;
                jpeg[i + 7] = (byte) (width >> 8);
                jpeg[i + 8] = (byte) width;
                return;
            }
        }
        throw new AssertionError("no frame header");
    }
}
