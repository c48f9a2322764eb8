package io.batchline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static Duration after(int tries, double chance) {
        return Backoff.after(tries, chance, Duration.ZERO).orElseThrow();
    }

    @Test
    void waits_grow_to_a_day_and_then_there_is_none() {
        Duration whole = Duration.ZERO;
        int tries = 1;
        for (Optional<Duration> next = Backoff.after(1, 0.5, Duration.ZERO);
                next.isPresent();
                next = Backoff.after(tries, 0.5, Duration.ZERO)) {
            whole = whole.plus(next.get());
            tries++;
        }

        assertThat(tries).isEqualTo(8);
        assertThat(whole).isBetween(Duration.ofHours(24), Duration.ofHours(25));
        assertThat(after(1, 0.5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Backoff.after(1000, 0, Duration.ZERO)).isEmpty();
    }

    @Test
    void chance_makes_a_wait_a_tenth_shorter_or_longer() {
        for (int tries = 1; tries <= 7; tries++) {
            double middle = after(tries, 0.5).toMillis();
            assertThat(after(tries, 0).toMillis() / middle).isEqualTo(0.9);
            assertThat(after(tries, 1).toMillis() / middle).isEqualTo(1.1);
        }
    }

    @Test
    void a_receiver_may_ask_for_more_up_to_an_hour() {
        assertThat(Backoff.after(1, 0.5, Duration.ofMinutes(2))).hasValue(Duration.ofMinutes(2));
        assertThat(Backoff.after(1, 0.5, Duration.ofDays(9))).hasValue(Duration.ofHours(1));
        assertThat(Backoff.after(4, 0.5, Duration.ofMinutes(2))).hasValue(Duration.ofHours(2));
        assertThat(Backoff.after(8, 0.5, Duration.ofMinutes(2))).isEmpty();
    }
}
