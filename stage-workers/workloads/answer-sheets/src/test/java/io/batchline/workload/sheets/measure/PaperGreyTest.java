package io.batchline.workload.sheets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PaperGreyTest {
    private static final int FEWER = 60;

    @Test
    void paper_is_the_same_wherever_the_search_begins() {
        SplittableRandom random = new SplittableRandom(7);
        for (int patch = 0; patch < 50; patch++) {
            byte[] greys = greys(random, 1 + random.nextInt(255));
            int expected = plainly(greys);
            for (int guess = 0; guess <= 255; guess += 5) {
                assertThat(PaperGrey.of(greys, FEWER, guess)).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_patch_of_one_grey_is_that_grey() {
        for (int grey = 0; grey <= 255; grey++) {
            byte[] greys = new byte[PatchGrid.AREA];
            Arrays.fill(greys, (byte) grey);
            assertThat(PaperGrey.of(greys, FEWER, 200)).isEqualTo(grey);
        }
    }

    @Test
    void every_point_is_counted_once() {
        byte[] greys = greys(new SplittableRandom(3), 256);
        for (int grey = 0; grey <= 255; grey++) {
            assertThat(PaperGrey.atLeast(greys, grey)).isEqualTo(plainly(greys, grey));
        }
    }

    private static byte[] greys(SplittableRandom random, int range) {
        byte[] greys = new byte[PatchGrid.AREA];
        for (int at = 0; at < greys.length; at++) {
            greys[at] = (byte) (255 - random.nextInt(range));
        }
        return greys;
    }

    private static int plainly(byte[] greys) {
        int grey = 255;
        while (plainly(greys, grey) <= FEWER) {
            grey--;
        }
        return grey;
    }

    private static int plainly(byte[] greys, int grey) {
        int count = 0;
        for (byte one : greys) {
            count += (one & 0xFF) >= grey ? 1 : 0;
        }
        return count;
    }
}
