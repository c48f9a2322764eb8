package io.batchline.workload.sheets.pages;

import static java.awt.image.BufferedImage.TYPE_3BYTE_BGR;
import static java.awt.image.BufferedImage.TYPE_BYTE_BINARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.batchline.workload.sheets.jpeg.TurboJpeg;
import io.batchline.workload.sheets.jpeg.TurboLibrary;
import io.batchline.workload.sheets.pages.ScanFiles.Embedding;
import io.batchline.workload.sheets.picture.Decoding;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.Decoding.Undecodable;
import io.batchline.workload.sheets.picture.Detail;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Files with damage at places drawn from a seed: each is decoded or refused with a cause, in time.
///
/// `-Dbatchline.mutations=10000` for the full run; which ones by `-Dbatchline.mutated=jpeg`.
class MutatedFilesTest {
    private static final int PER_FILE = Integer.getInteger("batchline.mutations", 150);
    private static final String WHICH = System.getProperty("batchline.mutated", "");
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final PixelLimit LIMIT = new PixelLimit(4_000_000);

    private final PageDecoder pure = decoder(Optional.empty());

    @TestFactory
    Stream<DynamicTest> each_is_a_picture_or_a_value_that_says_why_not() throws IOException {
        return files().entrySet().stream()
                .filter(file -> file.getKey().startsWith(WHICH))
                .map(file ->
                        DynamicTest.dynamicTest(file.getKey(), () -> meet(pure, file.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> with_the_native_library_each_jpeg_is_taken_or_refused_as_without()
            throws IOException {
        return TurboLibrary.ofThisProcess().jpeg().stream()
                .flatMap(library ->
                        jpegs().entrySet().stream()
                                .filter(file -> file.getKey().startsWith(WHICH))
                                .map(file ->
                                        DynamicTest.dynamicTest(
                                                file.getKey(),
                                                () ->
                                                        meetBoth(
                                                                decoder(Optional.of(library)),
                                                                file.getValue()))));
    }

    private static PageDecoder decoder(Optional<TurboJpeg> library) {
        return new PageDecoder(LIMIT, 100, new PictureDecoder(LIMIT, library));
    }

    private static void meet(PageDecoder decoder, byte[] whole) {
        for (int seed = 0; seed < PER_FILE; seed++) {
            SheetFile mutated = SheetFile.of(mutated(whole, new Random(seed)));
            assertTimeoutPreemptively(
                    LONGEST,
                    () -> {
                        decoder.count(mutated);
                        requireCause(decoder.decode(mutated, OptionalInt.of(1), Detail.FULL));
                    },
                    "seed " + seed);
        }
    }

    private void meetBoth(PageDecoder turbo, byte[] whole) {
        for (int seed = 0; seed < PER_FILE; seed++) {
            SheetFile mutated = SheetFile.of(mutated(whole, new Random(seed)));
            assertTimeoutPreemptively(
                    LONGEST,
                    () -> {
                        Decoding with = turbo.decode(mutated, OptionalInt.of(1), Detail.FULL);
                        Decoding without = pure.decode(mutated, OptionalInt.of(1), Detail.FULL);
                        requireCause(with);
                        assertThat(told(with)).isEqualTo(told(without));
                        turbo.decode(mutated, OptionalInt.of(1), new Detail(30));
                    },
                    "seed " + seed);
        }
    }

    private static void requireCause(Decoding decoding) {
        switch (decoding) {
            case Decoded(GrayPicture picture) ->
                    assertThat(LIMIT.admits(picture.width(), picture.height())).isTrue();
            case Undecodable(var _, String why) -> assertThat(why).isNotBlank();
        }
    }

    /// Not the greys: damage that shows in nothing may ask for colours that no picture has, and
    /// what becomes of those is each decoder's own matter.
    private static String told(Decoding decoding) {
        return switch (decoding) {
            case Decoded(GrayPicture picture) ->
                    "%d x %d".formatted(picture.width(), picture.height());
            case Undecodable(var fault, String why) -> fault + " " + why;
        };
    }

    private static byte[] mutated(byte[] whole, Random random) {
        int length = random.nextInt(4) == 0 ? 1 + random.nextInt(whole.length) : whole.length;
        byte[] bytes = Arrays.copyOf(whole, length);
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            // Headers lie at either end; most of what is between is packed pixels.
            int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 400);
            int at = random.nextInt(reach);
            at = random.nextBoolean() ? at : bytes.length - 1 - at;
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) 0xFF;
        }
        if (isPng(whole) && random.nextBoolean()) {
            correctChecksums(bytes);
        }
        return bytes;
    }

    /// A PDF has the same second letter.
    private static boolean isPng(byte[] file) {
        return file[0] == (byte) 0x89 && file[1] == 'P';
    }

    /// Of a PNG, that what is damaged is not found by its checksums alone.
    private static void correctChecksums(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png);
        int at = 8;
        while (at + 12 <= png.length) {
            int length = file.getInt(at);
            if (length < 0 || length > png.length - at - 12) {
                return;
            }
            CRC32 checksum = new CRC32();
            checksum.update(png, at + 4, 4 + length);
            file.putInt(at + 8 + length, (int) checksum.getValue());
            at += 12 + length;
        }
    }

    private static Map<String, byte[]> jpegs() {
        try {
            Map<String, byte[]> files = new LinkedHashMap<>();
            files.put("jpeg colour", ScanFiles.jpeg(ScanFiles.as(TYPE_3BYTE_BGR, sheet()), false));
            files.put("jpeg grey", ScanFiles.jpeg(sheet(), false));
            files.put("jpeg progressive", ScanFiles.jpeg(sheet(), true));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> files() throws IOException {
        BufferedImage grey = sheet();
        BufferedImage colour = ScanFiles.as(TYPE_3BYTE_BGR, grey);
        BufferedImage bits = ScanFiles.as(TYPE_BYTE_BINARY, grey);
        Map<String, byte[]> files = new LinkedHashMap<>(jpegs());
        files.put("png", ScanFiles.file(grey, "png"));
        files.put("png 1 bit", ScanFiles.file(bits, "png"));
        files.put("png colour", ScanFiles.file(colour, "png"));
        files.put("webp lossy", resource("/scans/lossy.webp"));
        files.put("webp lossless", resource("/scans/lossless.webp"));
        files.put("bmp", ScanFiles.file(grey, "bmp"));
        for (String compression : List.of("LZW", "Deflate", "PackBits", "JPEG")) {
            files.put("tiff " + compression, ScanFiles.tiff(compression, List.of(colour)));
        }
        for (String compression : List.of("CCITT T.4", "CCITT T.6", "CCITT RLE")) {
            files.put("tiff " + compression, ScanFiles.tiff(compression, List.of(bits)));
        }
        files.put("pdf lossless", ScanFiles.pdf(Embedding.LOSSLESS, List.of(colour, grey)));
        files.put("pdf jbig2", ScanFiles.pdf(Jbig2Pictures::embedded, List.of(bits)));
        files.put("pdf jpeg", ScanFiles.pdf(Embedding.JPEG, List.of(colour)));
        return files;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(MutatedFilesTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    private static BufferedImage sheet() {
        BufferedImage image = new BufferedImage(120, 160, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(1);
        for (int i = 0; i < 120 * 160; i++) {
            int grey = random.nextInt(9) == 0 ? random.nextInt(256) : 255;
            image.getRaster().setSample(i % 120, i / 120, 0, grey);
        }
        return image;
    }
}
