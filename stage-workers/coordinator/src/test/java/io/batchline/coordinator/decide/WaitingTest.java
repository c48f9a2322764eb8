package io.batchline.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WaitingTest {
    @Test
    void what_was_heard_of_just_now_does_not_wait() {
        assertThat(of(Duration.ofSeconds(1), 0, 5, 0, 0)).isEqualTo(Waiting.NOT);
    }

    @Test
    void nobody_alive_for_a_stage_is_said_first() {
        assertThat(of(Duration.ofSeconds(3), 0, 5, 0, 0).reason())
                .hasValue("no worker alive for stage process");
    }

    @Test
    void released_items_wait_for_a_slot() {
        assertThat(of(Duration.ofSeconds(3), 0, 5, 0, 2).reason())
                .hasValue("waiting for a slot (3 other batches in this stage)");
    }

    @Test
    void retries_say_when_the_first_is_due() {
        assertThat(of(Duration.ofSeconds(3), 0, 0, 4, 2).reason())
                .hasValue("backoff until 2026-11-22T08:00:05Z");
    }

    @Test
    void what_runs_does_not_wait_until_it_is_silent_for_long() {
        assertThat(of(Duration.ofSeconds(30), 2, 0, 0, 2).reason()).isEmpty();
        Waiting silent = of(Duration.ofSeconds(60), 2, 0, 0, 2);
        assertThat(silent.stalled()).isTrue();
        assertThat(silent.reason()).hasValue("no sign of life from stage process");
    }

    @Test
    void a_paused_batch_says_so_at_once_and_never_counts_as_stalled() {
        var facts =
                new Waiting.Facts(
                        BatchStatus.PAUSED,
                        Stage.PROCESS,
                        Duration.ofDays(1),
                        0,
                        0,
                        2,
                        Optional.empty(),
                        0,
                        0);
        assertThat(Waiting.of(facts, Timings.DEFAULT))
                .isEqualTo(new Waiting(false, Optional.of("paused")));
    }

    private static Waiting of(
            Duration quiet, int running, int released, int retrying, int workers) {
        return Waiting.of(
                new Waiting.Facts(
                        BatchStatus.PROCESSING,
                        Stage.PROCESS,
                        quiet,
                        running,
                        released,
                        retrying,
                        Optional.of(Instant.parse("2026-11-22T08:00:05.3Z")),
                        workers,
                        3),
                Timings.DEFAULT);
    }
}
