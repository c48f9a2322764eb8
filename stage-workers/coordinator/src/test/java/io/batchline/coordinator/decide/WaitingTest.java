package io.batchline.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.progress.WaitingReason;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WaitingTest {
    @Test
    void what_was_heard_of_just_now_does_not_wait() {
        assertThat(of(Duration.ofSeconds(1), 0, 5, 0, 0)).isEqualTo(Waiting.NOT);
    }

    @Test
    void nobody_alive_for_a_stage_is_said_first() {
        assertThat(of(Duration.ofSeconds(3), 0, 5, 0, 0).reason().map(WaitingReason::text))
                .hasValue("no worker alive for stage process");
    }

    @Test
    void released_items_wait_for_a_slot() {
        assertThat(of(Duration.ofSeconds(3), 0, 5, 0, 2).reason().map(WaitingReason::text))
                .hasValue("waiting for slot (3 ahead)");
    }

    @Test
    void retries_say_when_the_first_is_due() {
        assertThat(of(Duration.ofSeconds(3), 0, 0, 4, 2).reason().map(WaitingReason::text))
                .hasValue("backoff until 2026-11-22T08:00:05Z");
    }

    @Test
    void what_runs_does_not_wait_until_it_is_silent_for_long() {
        assertThat(of(Duration.ofSeconds(30), 2, 0, 0, 2).reason()).isEmpty();
        Waiting silent = of(Duration.ofSeconds(60), 2, 0, 0, 2);
        assertThat(silent.stalled()).isTrue();
        assertThat(silent.reason()).hasValue(new WaitingReason.NoSignOfLife(Stage.PROCESS));
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
                .isEqualTo(new Waiting(false, Optional.of(new WaitingReason.Paused())));
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void what_is_quiet_and_does_not_run_always_has_a_reason(Stage stage) {
        for (BatchStatus status : List.of(BatchStatus.PROCESSING, BatchStatus.CANCELLING)) {
            for (int released = 0; released < 2; released++) {
                for (int retrying = 0; retrying < 2; retrying++) {
                    var facts =
                            new Waiting.Facts(
                                    status,
                                    stage,
                                    Duration.ofSeconds(61),
                                    0,
                                    released,
                                    retrying,
                                    Optional.empty(),
                                    1,
                                    0);
                    Waiting waiting = Waiting.of(facts, Timings.DEFAULT);
                    assertThat(waiting.stalled()).isTrue();
                    assertThat(waiting.reason()).isPresent();
                }
            }
        }
    }

    @Test
    void another_number_ahead_is_no_news_and_another_reason_is() {
        Waiting three = new Waiting(false, Optional.of(new WaitingReason.ForSlot(3)));
        Waiting two = new Waiting(false, Optional.of(new WaitingReason.ForSlot(2)));
        assertThat(two.isNewsAfter(three)).isFalse();
        assertThat(new Waiting(true, two.reason()).isNewsAfter(three)).isTrue();
        assertThat(Waiting.NOT.isNewsAfter(three)).isTrue();
        assertThat(three.isNewsAfter(Waiting.NOT)).isTrue();
        assertThat(Waiting.NOT.isNewsAfter(Waiting.NOT)).isFalse();
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
