package io.batchline.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GatheringTest {
    private final Gathering gathering = new Gathering();
    private long now = -5;

    @Test
    void records_that_come_now_and_then_are_fetched_at_once() {
        assertThat(after(1, 0)).isZero();
        assertThat(after(1, 100)).isZero();
        assertThat(after(3, 20)).isZero();
    }

    @Test
    void those_that_come_one_right_after_another_are_gathered_until_they_do_not() {
        after(1, 0);
        assertThat(after(1, 1)).isEqualTo(Gathering.PAUSE);
        assertThat(after(5, 6)).isEqualTo(Gathering.PAUSE);
        assertThat(after(0, 1)).isZero();
        assertThat(after(1, 50)).isZero();
    }

    @Test
    void who_is_behind_reads_on() {
        after(500, 0);
        assertThat(after(500, 1)).isZero();
    }

    private Duration after(int records, int millis) {
        now += Duration.ofMillis(millis).toNanos();
        return gathering.after(records, now);
    }
}
