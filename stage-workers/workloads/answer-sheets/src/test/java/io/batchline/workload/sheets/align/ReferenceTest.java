package io.batchline.workload.sheets.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.picture.Warp;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferenceTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_turned_and_shifted_copy_is_laid_back_within_a_pixel(boolean flat) {
        // given
        GrayPicture form = form();
        double angle = Math.toRadians(2);
        Projection moved =
                new Projection(
                        Math.cos(angle),
                        -Math.sin(angle),
                        14,
                        Math.sin(angle),
                        Math.cos(angle),
                        -9,
                        0,
                        0,
                        1);
        GrayPicture copy = Warp.of(form, moved, form.width(), form.height());

        // when
        Projection back = new Reference(form, 500).map(copy, 0.3, flat).orElseThrow();

        // then
        for (Point place :
                new Point[] {new Point(60, 60), new Point(400, 300), new Point(90, 520)}) {
            Point returned = back.apply(moved.apply(place));
            assertThat(Math.sqrt(returned.squaredDistance(place))).isLessThan(1);
        }
    }

    @Test
    void an_empty_page_is_laid_over_nothing() {
        GrayPicture empty = GrayPicture.black(480, 600);
        assertThat(new Reference(form(), 500).map(empty, 0.3, true)).isEmpty();
    }

    private static GrayPicture form() {
        Random random = new Random(4);
        GrayPicture form = GrayPicture.black(480, 600);
        Arrays.fill(form.pixels(), (byte) 245);
        for (int i = 0; i < 500; i++) {
            int wide = 2 + random.nextInt(14);
            int left = random.nextInt(480 - wide);
            int top = random.nextInt(590);
            int grey = random.nextInt(120);
            for (int y = top; y < top + 2 + i % 8; y++) {
                Arrays.fill(form.pixels(), y * 480 + left, y * 480 + left + wide, (byte) grey);
            }
        }
        return form;
    }
}
