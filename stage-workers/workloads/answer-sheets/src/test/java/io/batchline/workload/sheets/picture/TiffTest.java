package io.batchline.workload.sheets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.pages.ScanFiles;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffTest {
    private final PictureDecoder decoder = new PictureDecoder(PixelLimit.DEFAULT);

    @Test
    void a_grey_picture_keeps_its_greys() {
        byte[] file = new HandMadeTiff((byte) 10, (byte) 200).grey(2, 1).bytes();
        assertThat(Grid.rows(decoded(file, 1))).isDeepEqualTo(new int[][] {{10, 200}});
    }

    @Test
    void where_white_is_zero_the_greys_are_inverted() {
        byte[] file = new HandMadeTiff((byte) 10, (byte) 200).grey(2, 1).with(262, 0).bytes();
        assertThat(Grid.rows(decoded(file, 1))).isDeepEqualTo(new int[][] {{245, 55}});
    }

    @Test
    void it_is_turned_upright_as_its_tag_says() {
        byte[] file = new HandMadeTiff((byte) 10, (byte) 200).grey(2, 1).with(274, 6).bytes();
        assertThat(Grid.rows(decoded(file, 1))).isDeepEqualTo(new int[][] {{10}, {200}});
    }

    @Test
    void thumbnails_and_masks_are_no_pages() {
        byte[] file =
                new HandMadeTiff((byte) 10, (byte) 200)
                        .grey(1, 1)
                        .with(254, 1)
                        .grey(2, 1)
                        .grey(1, 1)
                        .with(254, 4)
                        .grey(1, 2)
                        .bytes();
        assertThat(decoder.pages(ByteBuffer.wrap(file))).isEqualTo(new PageCount.Counted(2));
        assertThat(Grid.rows(decoded(file, 1))).isDeepEqualTo(new int[][] {{10, 200}});
        assertThat(Grid.rows(decoded(file, 2))).isDeepEqualTo(new int[][] {{10}, {200}});
    }

    @Test
    void directories_in_a_circle_are_damage_not_endless_pages() {
        byte[] file = new HandMadeTiff((byte) 1).grey(1, 1).grey(1, 1).inACircle().bytes();
        assertThat(decoder.pages(ByteBuffer.wrap(file))).isInstanceOf(PageCount.Uncounted.class);
        assertThat(refused(file).fault()).isEqualTo(PictureFault.CORRUPT);
    }

    @Test
    void huge_claims_are_refused_from_the_directory() {
        HandMadeTiff huge = new HandMadeTiff((byte) 1).grey(4_000_000_000L, 4_000_000_000L);
        assertThat(refused(huge.bytes()))
                .isEqualTo(
                        new Undecodable(
                                PictureFault.TOO_LARGE,
                                "a picture of 4000000000 x 4000000000 pixels is over the limit of 100000000 pixels"));
        byte[] tiles =
                new HandMadeTiff((byte) 1).grey(1, 1).with(322, 1 << 30).with(323, 16).bytes();
        assertThat(refused(tiles).fault()).isEqualTo(PictureFault.TOO_LARGE);
        byte[] samples = new HandMadeTiff((byte) 1).grey(1, 1).with(277, 60_000).bytes();
        assertThat(refused(samples).fault()).isEqualTo(PictureFault.TOO_LARGE);
    }

    @Test
    void a_jpeg_within_that_claims_more_than_the_directory_is_refused() {
        byte[] header = {
            (byte) 0xFF,
            (byte) 0xD8,
            (byte) 0xFF,
            (byte) 0xC2,
            0,
            11,
            8,
            (byte) 0xFF,
            0,
            (byte) 0xFF,
            0,
            1,
            1,
            0x11,
            0
        };
        byte[] file = new HandMadeTiff(header).grey(8, 8).with(259, 7).bytes();
        assertThat(refused(file).fault()).isEqualTo(PictureFault.TOO_LARGE);
    }

    @Test
    void a_jpeg_within_that_goes_over_its_picture_too_often_is_refused() {
        byte[] header = {
            (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC2, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0
        };
        byte[] stream = Arrays.copyOf(header, header.length + 2 * 101);
        for (int scan = 0; scan < 101; scan++) {
            stream[header.length + 2 * scan] = (byte) 0xFF;
            stream[header.length + 2 * scan + 1] = (byte) 0xDA;
        }
        byte[] file = new HandMadeTiff(stream).grey(8, 8).with(259, 7).bytes();
        assertThat(refused(file))
                .isEqualTo(
                        new Undecodable(
                                PictureFault.TOO_LARGE,
                                "a JPEG that goes over its picture more often than the limit of 100 times"));
        byte[] few = Arrays.copyOf(stream, header.length + 2 * 100);
        byte[] damaged = new HandMadeTiff(few).grey(8, 8).with(259, 7).bytes();
        assertThat(refused(damaged).fault()).isEqualTo(PictureFault.CORRUPT);
    }

    @Test
    void a_strip_beyond_the_file_is_damage() {
        byte[] file = new HandMadeTiff((byte) 1).grey(1, 1).with(279, 2_000_000_000).bytes();
        assertThat(refused(file).fault()).isEqualTo(PictureFault.CORRUPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "Deflate", "PackBits", "CCITT T.4", "CCITT T.6", "JPEG"})
    void what_breaks_off_is_damage(String compression) throws IOException {
        // given
        int type =
                compression.startsWith("CCITT")
                        ? BufferedImage.TYPE_BYTE_BINARY
                        : BufferedImage.TYPE_BYTE_GRAY;
        BufferedImage noise = new BufferedImage(200, 200, type);
        Random random = new Random(5);
        for (int i = 0; i < 40_000; i++) {
            noise.getRaster().setSample(i % 200, i / 200, 0, random.nextInt(2));
        }
        byte[] whole = ScanFiles.tiff(compression, List.of(noise));

        // then
        assertThat(decoded(whole, 1).width()).isEqualTo(200);
        assertThat(refused(Arrays.copyOf(whole, whole.length / 2)).fault())
                .isEqualTo(PictureFault.CORRUPT);
    }

    private GrayPicture decoded(byte[] file, int page) {
        return switch (decoder.decode(file, page)) {
            case Decoded(GrayPicture picture) -> picture;
            case Undecodable refused -> throw new AssertionError(refused.message());
        };
    }

    private Undecodable refused(byte[] file) {
        return (Undecodable) decoder.decode(file);
    }
}
