package io.batchline.workload.sheets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Walking a raster's array gives what asking the raster gives.
final class LumaTest {
    @ParameterizedTest
    @CsvSource({"1, 2, 37", "2, 4, 37", "2, 3, 8", "4, 16, 37", "4, 9, 1", "8, 200, 37"})
    void a_palette_is_looked_up_whatever_a_pixel_takes(int bits, int colours, int width) {
        Random random = new Random(bits);
        byte[] greys = new byte[colours];
        random.nextBytes(greys);
        IndexColorModel palette = new IndexColorModel(bits, colours, greys, greys, greys);
        int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
        BufferedImage image = new BufferedImage(width, 5, type, palette);
        byte[] expected = new byte[width * 5];
        for (int i = 0; i < expected.length; i++) {
            int sample = random.nextInt(colours);
            image.getRaster().setSample(i % width, i / width, 0, sample);
            expected[i] = greys[sample];
        }
        assertThat(Luma.of(image)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1", "5", "6"})
    void colours_are_weighed_in_any_order_of_bytes(int type) {
        BufferedImage image = new BufferedImage(3, 2, type);
        image.setRGB(0, 0, 0xFFFF0000);
        image.setRGB(1, 1, 0xFF00FF00);
        image.setRGB(2, 1, 0xFF0000FF);
        assertThat(Luma.of(image)).containsExactly(76, 0, 0, 0, (byte) 150, 29);
    }
}
