package io.batchline.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    @Test
    void waits_twice_as_long_each_time_but_never_longer_than_five_seconds() {
        var backoff = new Backoff();

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(400));
        for (int i = 0; i < 10; i++) {
            assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(5));
        }
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void starts_short_again_once_something_worked() {
        var backoff = new Backoff();
        backoff.next();
        backoff.next();

        backoff.worked();

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(200));
    }
}
