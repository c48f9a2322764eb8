package io.batchline.workload.sheets.qr;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContrastTest {
    private static final int SIDE = 100;

    @Test
    void black_on_white_stays_as_it_is_wherever_the_black_begins() {
        for (int from : new int[] {0, SIDE * SIDE / 2, SIDE * SIDE - 60}) {
            GrayPicture picture = picture(230, 20, from, 60);

            assertThat(Contrast.enough(picture)).isSameAs(picture);
        }
    }

    @Test
    void pale_print_is_stretched_and_a_few_black_specks_do_not_stand_for_print() {
        GrayPicture pale = picture(200, 120, 5_000, 3_000);
        Arrays.fill(pale.pixels(), 0, 40, (byte) 0);

        GrayPicture stretched = Contrast.enough(pale);

        assertThat(stretched.pixels()[6_000] & 0xFF).isZero();
        assertThat(stretched.pixels()[9_000] & 0xFF).isEqualTo(255);
    }

    private static GrayPicture picture(int paper, int print, int from, int printed) {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) paper);
        Arrays.fill(pixels, from, from + printed, (byte) print);
        return new GrayPicture(SIDE, SIDE, pixels);
    }
}
