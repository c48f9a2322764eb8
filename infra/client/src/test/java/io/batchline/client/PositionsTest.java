package io.batchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionsTest {
    @Test
    void numbers_are_compared_as_numbers() {
        assertThat(Positions.compare("9", "10").getAsInt()).isNegative();
        assertThat(Positions.compare("7", "7").getAsInt()).isZero();
    }

    @Test
    void a_vector_is_ahead_when_it_is_nowhere_behind() {
        assertThat(Positions.compare("1.9", "1.10").getAsInt()).isNegative();
        assertThat(Positions.compare("1.9", "1.-").getAsInt()).isPositive();
        assertThat(Positions.compare("2.9", "1.10")).isEmpty();
    }

    @Test
    void what_is_of_another_kind_is_neither() {
        assertThat(Positions.compare("1.2", "1")).isEmpty();
        assertThat(Positions.compare("", "1")).isEmpty();
        assertThat(Positions.compare("abc", "1")).isEmpty();
    }
}
