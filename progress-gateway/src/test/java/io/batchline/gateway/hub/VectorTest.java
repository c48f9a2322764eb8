package io.batchline.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VectorTest {
    @Test
    void one_position_is_a_plain_number_and_several_have_dots_between_them() {
        assertThat(Vector.of(42)).hasToString("42");
        assertThat(Vector.of(0, -1, 9)).hasToString("0.-.9");
        assertThat(Vector.parse("0.-.9", 3)).contains(Vector.of(0, -1, 9));
        assertThat(Vector.parse("42", 1)).contains(Vector.of(42));
    }

    @Test
    void what_nobody_here_wrote_is_none() {
        for (String text : new String[] {"", "x", "-5", "1.", ".1", "1..2", "1,2", "1.2.3.4"}) {
            assertThat(Vector.parse(text, 2)).as(text).isEmpty();
        }
        assertThat(Vector.parse("99999999999999999999", 1)).isEmpty();
    }

    @Test
    void one_covers_another_when_it_is_nowhere_behind() {
        assertThat(Vector.of(3, 4).covers(Vector.of(3, 1))).isTrue();
        assertThat(Vector.of(3, 4).covers(Vector.of(2, 5))).isFalse();
        assertThat(Vector.of(3, 4).or(Vector.of(2, 5))).isEqualTo(Vector.of(3, 5));
        assertThat(Vector.of(3, 4).with(0, 9)).isEqualTo(Vector.of(9, 4));
    }
}
