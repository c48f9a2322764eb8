package io.batchline.workload.sheets.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.batchline.workload.sheets.jpeg.TurboJpeg;
import io.batchline.workload.sheets.jpeg.TurboLibrary;
import io.batchline.workload.sheets.pages.ScanFiles;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The native library beside the JDK's decoder.
final class TurboDecodingTest {
    private final Optional<TurboJpeg> library = TurboLibrary.ofThisProcess().jpeg();
    private final PictureDecoder turbo = new PictureDecoder(PixelLimit.DEFAULT, library);
    private final PictureDecoder jdk = new PictureDecoder(PixelLimit.DEFAULT, Optional.empty());

    @BeforeEach
    void needs_the_library() {
        assumeTrue(library.isPresent(), "this system has no libturbojpeg");
    }

    @ParameterizedTest
    @CsvSource({
        "10, 640, 480, 0.9, false",
        "10, 641, 483, 0.3, true",
        "10, 1, 1, 0.9, false",
        "5, 640, 480, 0.9, false",
        "5, 99, 1001, 0.5, true",
        "5, 7, 3, 0.1, false"
    })
    void at_full_size_each_pixel_is_the_jdks(
            int type, int width, int height, float quality, boolean progressive)
            throws IOException {
        byte[] file = ScanFiles.jpeg(scene(type, width, height), quality, progressive);
        assertThat(takenBy(file, 1)).isPresent();
        GrayPicture fast = decoded(turbo, file, Detail.FULL);
        GrayPicture slow = decoded(jdk, file, Detail.FULL);
        assertThat(fast.width()).isEqualTo(width);
        assertThat(fast.height()).isEqualTo(height);
        assertThat(fast.pixels()).isEqualTo(slow.pixels());
    }

    @Test
    void at_half_and_a_quarter_the_picture_is_nearly_the_mean_of_squares() throws IOException {
        byte[] file = ScanFiles.jpeg(scene(BufferedImage.TYPE_BYTE_GRAY, 1200, 1600), 0.9f, false);
        for (int shortSide : new int[] {600, 300}) {
            GrayPicture fast = decoded(turbo, file, new Detail(shortSide));
            GrayPicture slow = decoded(jdk, file, new Detail(shortSide));
            assertThat(fast.width()).isEqualTo(shortSide).isEqualTo(slow.width());
            assertThat(fast.height()).isEqualTo(slow.height());
            long off = 0;
            for (int i = 0; i < fast.pixels().length; i++) {
                off += Math.abs((fast.pixels()[i] & 0xFF) - (slow.pixels()[i] & 0xFF));
            }
            assertThat((double) off / fast.pixels().length).isLessThan(2.5);
        }
    }

    @Test
    void a_file_that_breaks_off_is_left_to_the_jdk_and_is_corrupt() throws IOException {
        byte[] whole = ScanFiles.jpeg(scene(BufferedImage.TYPE_BYTE_GRAY, 300, 200), 0.9f, false);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertThat(takenBy(half, 1)).isEmpty();
        assertThat(turbo.decode(half)).isEqualTo(jdk.decode(half)).isInstanceOf(Undecodable.class);
    }

    @Test
    void a_size_other_than_the_one_admitted_is_not_decoded() throws IOException {
        byte[] file = ScanFiles.jpeg(scene(BufferedImage.TYPE_BYTE_GRAY, 64, 48), 0.9f, false);
        assertThat(library.orElseThrow().decode(file, 64, 47, 1)).isEmpty();
        assertThat(library.orElseThrow().decode(file, 63, 48, 2)).isEmpty();
        assertThat(library.orElseThrow().decode(new byte[0], 64, 48, 1)).isEmpty();
    }

    @Test
    void what_claims_too_many_pixels_is_refused_and_not_decoded() throws IOException {
        byte[] file = ScanFiles.jpeg(scene(BufferedImage.TYPE_BYTE_GRAY, 64, 48), 0.9f, false);
        PictureDecoder small = new PictureDecoder(new PixelLimit(64 * 48 - 1), library);
        assertThat(small.decode(file))
                .isEqualTo(
                        new Undecodable(
                                PictureFault.TOO_LARGE,
                                "a picture of 64 x 48 pixels is over the limit of 3071 pixels"));
    }

    @Test
    void a_file_that_goes_over_its_picture_too_often_is_refused() throws IOException {
        byte[] once = ScanFiles.jpeg(scene(BufferedImage.TYPE_BYTE_GRAY, 64, 48), 0.9f, true);
        int scan = once.length - 2;
        while (once[scan] != (byte) 0xFF || once[scan + 1] != (byte) 0xDA) {
            scan--;
        }
        ByteArrayOutputStream often = new ByteArrayOutputStream();
        often.write(once, 0, scan);
        for (int i = 0; i < 101; i++) {
            often.write(once, scan, once.length - 2 - scan);
        }
        often.write(once, once.length - 2, 2);
        assertThat(turbo.decode(often.toByteArray()))
                .isEqualTo(
                        new Undecodable(
                                PictureFault.TOO_LARGE,
                                "a JPEG that goes over its picture more often than the limit of 100 times"));
    }

    @Test
    void any_number_of_threads_decode_at_once() throws Exception {
        byte[] file = ScanFiles.jpeg(scene(BufferedImage.TYPE_3BYTE_BGR, 320, 240), 0.8f, true);
        byte[] expected = decoded(jdk, file, Detail.FULL).pixels();
        Callable<byte[]> once = () -> decoded(turbo, file, Detail.FULL).pixels();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<byte[]>> often = Collections.nCopies(200, once);
            for (Future<byte[]> pixels : pool.invokeAll(often)) {
                assertThat(pixels.get()).isEqualTo(expected);
            }
        }
    }

    private Optional<TurboJpeg.Grey> takenBy(byte[] file, int divisor) {
        JpegFrame frame = JpegFrame.at(ByteBuffer.wrap(file), 0).orElseThrow();
        return library.orElseThrow().decode(file, frame.width(), frame.height(), divisor);
    }

    private static GrayPicture decoded(PictureDecoder decoder, byte[] file, Detail detail) {
        Decoding decoding = decoder.decode(ByteBuffer.wrap(file), 1, detail);
        assertThat(decoding).isInstanceOf(Decoded.class);
        return ((Decoded) decoding).picture();
    }

    /// Print, colour and grain.
    private static BufferedImage scene(int type, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int paper = (x / 9 + y / 13) % 5 == 0 ? 40 : 230;
                int grain = random.nextInt(12);
                int green = type == BufferedImage.TYPE_BYTE_GRAY ? paper : paper - x % 30;
                image.setRGB(x, y, (paper + grain) << 16 | (green + grain) << 8 | paper + grain);
            }
        }
        return image;
    }
}
