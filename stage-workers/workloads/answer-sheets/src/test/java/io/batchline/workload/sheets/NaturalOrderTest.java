package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void numbers_count_as_numbers_and_folders_stay_together() {
        // given
        List<String> expected =
                List.of(
                        "a/1.jpg",
                        "a/02.jpg",
                        "a/2.jpg",
                        "a/10.jpg",
                        "a/99999999999999999999998.jpg",
                        "a/99999999999999999999999.jpg",
                        "A/100000000000000000000000.jpg",
                        "a/b/1.jpg",
                        "a-1/1.jpg",
                        "B.jpg",
                        "b2.jpg",
                        "b10.jpg");

        // then
        assertThat(expected.reversed().stream().sorted(NaturalOrder.PATHS).toList())
                .isEqualTo(expected);
    }

    @Test
    void paths_that_differ_are_never_equal() {
        assertThat(Collections.max(List.of("a1", "a01", "A1"), NaturalOrder.PATHS)).isEqualTo("a1");
    }
}
