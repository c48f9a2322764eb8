package io.batchline.coordinator.decide;

import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.stage.Stage;
import io.batchline.coordinator.FakeWorker;
import io.batchline.coordinator.TestClock;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.ItemStatus;
import io.batchline.coordinator.state.Tally;
import java.time.Instant;

/// Batches as they stand in the middle of their lives.
final class States {
    static final BatchId ID = new BatchId("b1");
    static final TestClock CLOCK = new TestClock();
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final FakeWorker WORKER = FakeWorker.named("w1", CLOCK);
    static final BatchSource SOURCE = new BatchSource(BlobKey.source(ID), "scans.zip", 1000);

    private States() {}

    static BatchState pending(StartMode start) {
        return BatchState.created(FakeWorker.definition(ID, start, NOW), NOW);
    }

    static BatchState in(Stage stage) {
        BatchState state =
                pending(StartMode.AUTO)
                        .withSource(SOURCE, NOW)
                        .withStatus(BatchStatus.PROCESSING, NOW)
                        .entering(Stage.EXTRACT, NOW);
        return stage == Stage.EXTRACT ? state : state.withAnnounced(4).entering(stage, NOW);
    }

    static Tally tally(ItemStatus... items) {
        var tally = new Tally();
        for (ItemStatus item : items) {
            tally.add(item);
        }
        return tally;
    }
}
