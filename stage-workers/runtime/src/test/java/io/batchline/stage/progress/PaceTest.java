package io.batchline.stage.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Pace pace = new Pace(12.4, NOW);

    @Test
    void a_whole_percent_is_due_at_once() {
        assertThat(pace.isDue(13, NOW)).isTrue();
        assertThat(pace.isDue(12.9, NOW)).isFalse();
    }

    @Test
    void anything_is_due_after_five_seconds() {
        assertThat(pace.isDue(12.4, NOW.plusMillis(4999))).isFalse();
        assertThat(pace.isDue(12.4, NOW.plus(Duration.ofSeconds(5)))).isTrue();
    }

    @Test
    void percent_never_goes_back_nor_over_a_hundred() {
        assertThat(Pace.percent(1, 10, 20)).isEqualTo(20);
        assertThat(Pace.percent(3, 10, 20)).isEqualTo(30);
        assertThat(Pace.percent(11, 10, 0)).isEqualTo(100);
    }

    @Test
    void an_unknown_total_is_no_percent() {
        assertThat(Pace.percent(500, 0, 0)).isZero();
    }
}
