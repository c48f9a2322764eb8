package io.batchline.workload.sheets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PatchSumsTest {

    @Test
    void each_point_has_a_sum_of_its_own() {
        SplittableRandom random = new SplittableRandom(5);
        PatchSums sums = new PatchSums();
        int[] expected = new int[PatchGrid.AREA];
        byte[] patch = new byte[PatchGrid.AREA];
        for (int n = 0; n < 600; n++) {
            random.nextBytes(patch);
            sums.add(patch);
            for (int at = 0; at < patch.length; at++) {
                expected[at] += patch[at] & 0xFF;
            }
        }
        assertThat(sums.count()).isEqualTo(600);
        assertThat(sums.sums()).isEqualTo(expected);
    }

    @Test
    void many_black_patches_carry_into_no_neighbour() {
        PatchSums sums = new PatchSums();
        byte[] patch = new byte[PatchGrid.AREA];
        Arrays.fill(patch, (byte) 255);
        for (int n = 0; n < 1000; n++) {
            sums.add(patch);
        }
        assertThat(sums.sums()).containsOnly(255_000);
        assertThat(PatchSums.of(patch)).isEqualTo(255 * PatchGrid.AREA);
    }
}
