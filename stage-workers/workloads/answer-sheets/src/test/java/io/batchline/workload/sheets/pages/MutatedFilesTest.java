package io.batchline.workload.sheets.pages;

import static java.awt.image.BufferedImage.TYPE_3BYTE_BGR;
import static java.awt.image.BufferedImage.TYPE_BYTE_BINARY;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.batchline.workload.sheets.pages.ScanFiles.Embedding;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Files with damage at places drawn from a seed: each is decoded or refused, in time.
class MutatedFilesTest {
    private static final int PER_FORMAT = Integer.getInteger("batchline.mutated", 150);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final PageDecoder decoder = new PageDecoder(new PixelLimit(4_000_000), 100);

    @TestFactory
    Stream<DynamicTest> each_is_a_picture_or_a_value_that_says_why_not() throws IOException {
        return files().entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> meet(file.getValue())));
    }

    private void meet(byte[] whole) {
        for (int seed = 0; seed < PER_FORMAT; seed++) {
            byte[] mutated = mutated(whole, new Random(seed));
            assertTimeout(
                    LONGEST,
                    () -> {
                        decoder.count(mutated);
                        decoder.decode(mutated, OptionalInt.of(1));
                    },
                    "seed " + seed);
        }
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
        return bytes;
    }

    private static Map<String, byte[]> files() throws IOException {
        BufferedImage grey = sheet();
        BufferedImage colour = ScanFiles.as(TYPE_3BYTE_BGR, grey);
        BufferedImage bits = ScanFiles.as(TYPE_BYTE_BINARY, grey);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("jpeg", ScanFiles.file(colour, "jpg"));
        files.put("png", ScanFiles.file(grey, "png"));
        files.put("bmp", ScanFiles.file(grey, "bmp"));
        for (String compression : List.of("LZW", "Deflate", "PackBits", "JPEG")) {
            files.put("tiff " + compression, ScanFiles.tiff(compression, List.of(colour)));
        }
        for (String compression : List.of("CCITT T.4", "CCITT T.6", "CCITT RLE")) {
            files.put("tiff " + compression, ScanFiles.tiff(compression, List.of(bits)));
        }
        files.put("pdf lossless", ScanFiles.pdf(Embedding.LOSSLESS, List.of(colour, grey)));
        files.put("pdf jpeg", ScanFiles.pdf(Embedding.JPEG, List.of(colour)));
        return files;
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
