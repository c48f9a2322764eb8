package io.batchline.workload.sheets.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.template.Tuning.Thresholds;
import org.junit.jupiter.api.Test;

final class ThresholdingTest {
    private final Thresholding thresholding = new Thresholding(new Thresholds(30, 25, 5, 200));

    @Test
    void a_field_is_parted_in_the_middle_of_its_widest_step() {
        double[] means = {210, 60, 212, 208};
        assertThat(thresholding.ofField(means, 150, false)).isEqualTo(135);
    }

    @Test
    void a_uniform_field_without_a_sure_step_is_judged_by_the_page() {
        double[] means = {200, 205, 210, 215};
        assertThat(thresholding.ofField(means, 150, true)).isEqualTo(150);
        assertThat(thresholding.ofField(means, 150, false)).isEqualTo(255);
    }

    @Test
    void a_field_of_two_is_parted_at_its_mean_where_the_two_differ() {
        assertThat(thresholding.ofField(new double[] {100, 200}, 170, false)).isEqualTo(150);
        assertThat(thresholding.ofField(new double[] {180, 200}, 170, false)).isEqualTo(170);
    }

    @Test
    void a_page_is_parted_over_two_neighbours_on_each_side() {
        double[] means = {60, 62, 64, 200, 205, 210, 212};
        assertThat(thresholding.ofPage(means)).isEqualTo(62 + (210 - 62) / 2.0);
        assertThat(thresholding.ofPage(new double[] {200, 205, 210, 212, 214})).isEqualTo(200);
    }

    @Test
    void spreads_are_parted_over_one_neighbour() {
        assertThat(thresholding.ofSpreads(new double[] {1, 2, 60, 61}))
                .isEqualTo(1 + (60 - 1) / 2.0);
    }
}
