package io.batchline.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CreationRushTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void a_few_are_no_rush_however_close_together() {
        assertThat(after(CreationRush.NONE, CreationRush.FEW, 1).isOn()).isFalse();
    }

    @Test
    void more_than_a_few_in_one_span_are() {
        assertThat(after(CreationRush.NONE, CreationRush.FEW + 1, 1).isOn()).isTrue();
    }

    @Test
    void a_steady_trickle_never_is() {
        var rush = CreationRush.NONE;
        for (int i = 0; i < 100; i++) {
            rush = rush.and(START.plusMillis(60L * i));
            assertThat(rush.isOn()).isFalse();
        }
    }

    @Test
    void a_crowd_stays_one_from_span_to_span() {
        var rush = after(CreationRush.NONE, 10, 6);
        for (int i = 10; i < 200; i++) {
            rush = rush.and(START.plusMillis(6L * i));
            assertThat(rush.isOn()).isTrue();
        }
    }

    @Test
    void the_next_after_a_quiet_moment_is_told_at_once() {
        var rush = after(CreationRush.NONE, 100, 1);

        Instant later = START.plus(CreationRush.SPAN.multipliedBy(2));
        assertThat(rush.and(later.plus(Duration.ofMillis(100))).isOn()).isFalse();
    }

    private static CreationRush after(CreationRush before, int more, int apartMillis) {
        var rush = before;
        for (int i = 0; i < more; i++) {
            rush = rush.and(START.plusMillis((long) apartMillis * i));
        }
        return rush;
    }
}
