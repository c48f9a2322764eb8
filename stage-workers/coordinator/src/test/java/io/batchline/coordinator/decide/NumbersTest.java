package io.batchline.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class NumbersTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void a_percentage_is_never_rounded_up_to_all() {
        assertThat(Percent.of(11_403, 11_404)).isEqualTo(99.9);
        assertThat(Percent.of(11_404, 11_404)).isEqualTo(100);
        assertThat(Percent.of(0, 11_404)).isZero();
        assertThat(Percent.of(0, 0)).isEqualTo(100);
        assertThat(Percent.of(7, 5)).isEqualTo(100);
    }

    @Test
    void extract_is_done_when_what_it_announced_is_held_whichever_comes_first() {
        assertThat(ExtractRule.of(null, 3, 2)).isEqualTo(ExtractRule.OPEN);
        assertThat(ExtractRule.of(3, 2, 2)).isEqualTo(ExtractRule.OPEN);
        assertThat(ExtractRule.of(3, 3, 2)).isEqualTo(ExtractRule.DONE);
        assertThat(ExtractRule.of(0, 0, -1)).isEqualTo(ExtractRule.DONE);
        assertThat(ExtractRule.of(3, 3, 3)).isEqualTo(ExtractRule.CONTRADICTED);
    }

    @Test
    void the_mean_of_items_is_known_from_the_first_on() {
        assertThat(MeanTime.UNKNOWN.mean()).isEmpty();
        var mean = MeanTime.UNKNOWN.and(Duration.ofMillis(10)).and(Duration.ofMillis(30));
        assertThat(mean.mean().orElseThrow()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void the_mean_of_items_forgets_what_is_long_ago() {
        var mean = MeanTime.UNKNOWN;
        for (int item = 0; item < 1000; item++) {
            mean = mean.and(Duration.ofSeconds(10));
        }
        for (int item = 0; item < 200; item++) {
            mean = mean.and(Duration.ofMillis(20));
        }
        assertThat(mean.mean().orElseThrow()).isLessThan(Duration.ofMillis(30));
    }

    @Test
    void nobody_can_say_how_long_it_takes_before_anything_is_done() {
        var rate = Rate.from(START, 0);
        assertThat(rate.secondsFor(100, START.plusSeconds(5))).isEmpty();
        rate = rate.at(START.plusSeconds(5), 0);
        assertThat(rate.secondsFor(100, START.plusSeconds(5))).isEmpty();
        assertThat(rate.secondsFor(0, START)).hasValue(0);
    }

    @Test
    void a_steady_rate_gives_a_steady_end() {
        var rate = Rate.from(START, 0);
        for (int second = 1; second <= 20; second++) {
            rate = rate.at(START.plusSeconds(second), second * 10);
        }
        assertThat(rate.perSecond()).isEqualTo(10, within(0.01));
        assertThat(rate.secondsFor(300, START.plusSeconds(20)).orElseThrow())
                .isEqualTo(30, within(0.1));
    }

    @Test
    void a_rate_is_smoothed() {
        var rate = Rate.from(START, 0);
        for (int second = 1; second <= 20; second++) {
            rate = rate.at(START.plusSeconds(second), second * 10);
        }
        var slower = rate.at(START.plusSeconds(21), 200);
        assertThat(slower.perSecond()).isBetween(8.0, 9.9);
    }
}
