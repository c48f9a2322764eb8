package io.batchline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.item.ItemEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Work that is claimed and may not begin: its batch is paused, or wants it under other terms.
final class HeldBackIT {
    private final Workbench bench = new Workbench();
    private final CountDownLatch begun = new CountDownLatch(2);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final ScriptedWorkload.Work work =
            (_, _) -> {
                begun.countDown();
                mayEnd.await();
                return ScriptedWorkload.done();
            };

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void what_runs_of_a_paused_batch_ends_and_the_rest_goes_back_at_once() throws Exception {
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.release(6);
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            bench.batchIs(BatchStatus.PAUSED);
            bench.events(ItemEvent.Returned.class, 2);
            mayEnd.countDown();
            bench.events(ItemEvent.Succeeded.class, 2);
            var returned = bench.events(ItemEvent.Returned.class, 4);

            assertThat(returned).hasSize(4);
            assertThat(bench.events(ItemEvent.Started.class, 4)).hasSize(4);
            assertThat(bench.events(ItemEvent.Succeeded.class, 2)).hasSize(2);
        }
    }

    @Test
    void what_has_not_begun_goes_back_when_the_terms_change() throws Exception {
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.release(4);
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            bench.termsAre(1);

            assertThat(bench.events(ItemEvent.Returned.class, 2)).hasSize(2);
            bench.release(bench.item(4));
            assertThat(bench.events(ItemEvent.Returned.class, 3)).hasSize(3);
            mayEnd.countDown();
            assertThat(bench.events(ItemEvent.Succeeded.class, 2)).hasSize(2);
        }
    }
}
