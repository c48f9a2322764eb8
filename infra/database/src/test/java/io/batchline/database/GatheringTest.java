package io.batchline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatheringTest {
    private final Gathering gathering =
            new Gathering(2, Duration.ofMillis(2), Duration.ofMillis(10));

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 0", "3, 6", "4, 8", "5, 10", "6, 10", "200, 10"})
    void the_more_came_the_longer_the_next_gathers(int members, long millis) {
        assertThat(gathering.after(members)).isEqualTo(Duration.ofMillis(millis));
    }

    /// With `rate` in a millisecond, evenly spaced.
    @ParameterizedTest
    @CsvSource({"0.1, 1", "0.3, 1", "1, 10", "2, 20"})
    void a_crowd_stays_a_crowd_and_few_get_through_at_once(double rate, int settled) {
        int members = 20;
        for (int i = 0; i < 50; i++) {
            double apart = Math.max(1, gathering.after(members).toMillis());
            members = Math.max(1, (int) (apart * rate));
        }

        assertThat(members).isEqualTo(settled);
    }

    @Test
    void one_after_the_other_never_waits() {
        assertThat(Gathering.READS.after(1)).isZero();
        assertThat(Gathering.WRITES.after(1)).isZero();
    }
}
