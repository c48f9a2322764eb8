package io.batchline.workload.sheets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void gives_what_sorting_would_have_at_that_place() {
        for (int round = 0; round < 2_000; round++) {
            int count = 1 + random.nextInt(40);
            // Few different values, so that many are alike.
            double[] values = random.doubles(count).map(value -> Math.floor(value * 20)).toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int rank = random.nextInt(count);

            double selected = Selection.of(values, count, rank);

            assertThat(selected).isEqualTo(sorted[rank]);
            assertThat(Arrays.stream(values, 0, rank)).allMatch(value -> value <= selected);
            assertThat(Arrays.stream(values, rank, count)).allMatch(value -> value >= selected);
        }
    }

    @Test
    void values_behind_those_that_count_stay_where_they_are() {
        double[] values = {3, 1, 2, 0};

        assertThat(Selection.of(values, 3, 0)).isEqualTo(1);
        assertThat(values[3]).isZero();
    }
}
