package io.batchline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.stage.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Items that are stopped: by their time limit, with their batch, at shutdown.
final class InterruptedItemsIT {
    private final Workbench bench = new Workbench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void an_item_over_its_time_fails_and_its_last_attempt_says_so() {
        // given
        var interrupted = new CountDownLatch(2);
        ScriptedWorkload.Work work =
                (_, _) -> {
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                    return ScriptedWorkload.done();
                };

        // when
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.release(bench.item(0, 1, 1, Duration.ofSeconds(1)));
            bench.release(bench.item(1, 3, 3, Duration.ofSeconds(1)));
            var events = bench.events(all -> Workbench.ended(all) == 2);

            // then
            assertThat(Workbench.failed(events, 0))
                    .returns("timed_out", ItemEvent.Failed::cause)
                    .returns(FailureKind.TRANSIENT, ItemEvent.Failed::kind)
                    .returns(false, ItemEvent.Failed::lastAttempt);
            assertThat(Workbench.failed(events, 1)).returns(true, ItemEvent.Failed::lastAttempt);
            assertThat(interrupted.getCount()).isZero();
        }
    }

    @Test
    void an_item_that_ignores_its_interruption_is_announced_without_it() throws Exception {
        // given
        var go = new CountDownLatch(1);
        ScriptedWorkload.Work work =
                (_, _) -> {
                    awaitUninterruptibly(go);
                    return ScriptedWorkload.done();
                };

        // when
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.release(bench.item(0, 1, 1, Duration.ofSeconds(1)));
            var failed = bench.events(ItemEvent.Failed.class, 1).getFirst();
            go.countDown();

            // then
            assertThat(failed.cause()).isEqualTo("timed_out");
            assertThat(bench.events(all -> Workbench.ended(all) >= 1))
                    .noneMatch(ItemEvent.Succeeded.class::isInstance);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException _) {
                // That is the point of this work: it does not listen.
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void a_cancelled_batch_is_interrupted_and_what_has_not_begun_is_returned() throws Exception {
        // given
        var begun = new CountDownLatch(2);
        ScriptedWorkload.Work work =
                (_, _) -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return ScriptedWorkload.done();
                };
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.release(6);
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            // when
            bench.batchIs(BatchStatus.CANCELLING);
            var events = bench.events(all -> Workbench.ended(all) == 6);

            // then
            assertThat(Workbench.of(ItemEvent.Returned.class, events)).hasSize(6);
            assertThat(Workbench.of(ItemEvent.Started.class, events)).hasSize(4);
        }
    }

    @Test
    void unfinished_items_are_returned_at_shutdown_within_five_seconds() throws Exception {
        // given
        var begun = new CountDownLatch(2);
        ScriptedWorkload.Work work =
                (_, _) -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return ScriptedWorkload.done();
                };
        var runtime = bench.processing(bench.config(4, 2), work);
        bench.release(6);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        bench.events(ItemEvent.Started.class, 4);

        // when
        Instant before = Instant.now();
        runtime.close();

        // then
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        var events = bench.events(all -> Workbench.ended(all) == 4);
        assertThat(Workbench.of(ItemEvent.Returned.class, events)).hasSize(4);
        // the two that were never claimed are the next worker's
        ScriptedWorkload.Work quick = (_, _) -> ScriptedWorkload.done();
        try (var _ = bench.processing(bench.config(4, 2), quick)) {
            assertThat(bench.events(ItemEvent.Succeeded.class, 2)).hasSize(2);
        }
    }
}
