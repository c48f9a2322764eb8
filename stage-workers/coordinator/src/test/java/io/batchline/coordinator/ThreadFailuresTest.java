package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

final class ThreadFailuresTest {
    private final TestClock clock = new TestClock();
    private final ThreadFailures failures = new ThreadFailures(clock);

    @Test
    void a_thread_that_dies_now_and_then_is_replaced() {
        for (int death = 0; death < 20; death++) {
            assertThat(failures.handle(new StreamsException("a bug")))
                    .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
            clock.pass(Duration.ofMinutes(2));
        }
        assertThat(failures.failure()).isEmpty();
    }

    @Test
    void one_that_dies_again_and_again_stops_the_coordinator_for_all_to_see() {
        for (int death = 0; death < ThreadFailures.MOST; death++) {
            failures.handle(new StreamsException("a bug"));
        }
        assertThat(failures.handle(new StreamsException("a bug")))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(failures.failure().orElseThrow()).contains("a bug");
    }

    @Test
    void a_broker_that_is_away_is_waited_for() {
        for (int death = 0; death < 50; death++) {
            assertThat(failures.handle(new StreamsException(new TimeoutException("away"))))
                    .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        }
        assertThat(failures.failure()).isEmpty();
    }
}
