package io.batchline.workload.sheets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ThroughLinesTest {
    private static final int[] NO_PRINT = new int[PatchGrid.AREA];

    @Test
    void a_streak_down_the_page_is_taken_out_and_the_mark_under_it_stays() {
        // given
        byte[] depths = disc();
        for (int y = 0; y < PatchGrid.SIDE; y++) {
            depths[y * PatchGrid.SIDE + 3] = 90;
        }

        // when
        boolean found = ThroughLines.remove(depths, NO_PRINT);

        // then
        assertThat(found).isTrue();
        assertThat(depths[10 * PatchGrid.SIDE + 3]).isZero();
        assertThat(depths[10 * PatchGrid.SIDE + 10]).isEqualTo((byte) 100);
    }

    @Test
    void a_full_mark_is_no_line() {
        byte[] depths = disc();
        byte[] before = depths.clone();
        assertThat(ThroughLines.remove(depths, NO_PRINT)).isFalse();
        assertThat(depths).isEqualTo(before);
    }

    @Test
    void a_printed_line_is_no_streak() {
        int[] print = new int[PatchGrid.AREA];
        byte[] depths = new byte[PatchGrid.AREA];
        Arrays.fill(print, 40, 60, 90);
        Arrays.fill(depths, 40, 60, (byte) 90);
        assertThat(ThroughLines.remove(depths, print)).isFalse();
    }

    private static byte[] disc() {
        byte[] depths = new byte[PatchGrid.AREA];
        for (int y = 0; y < PatchGrid.SIDE; y++) {
            for (int x = 0; x < PatchGrid.SIDE; x++) {
                if (Math.hypot(x - 9.5, y - 9.5) < 6.6) {
                    depths[y * PatchGrid.SIDE + x] = 100;
                }
            }
        }
        return depths;
    }
}
