package io.batchline.gateway.hub;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import java.time.Instant;

/// Progress events for tests.
final class Events {
    static final BatchId BATCH = new BatchId("b1");
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private Events() {}

    static Progress at(ProgressStage stage, double percent) {
        return at(1, stage, percent, NOON);
    }

    static Progress at(int generation, ProgressStage stage, double percent, Instant time) {
        return new Progress(
                BATCH,
                generation,
                stage,
                stage.wireId(),
                "Progress: " + percent,
                percent,
                stage.isTerminal() && stage != ProgressStage.COMPLETED
                        ? 0
                        : stage.batchPercentage(percent),
                200,
                100,
                0,
                4,
                1,
                1,
                null,
                0,
                false,
                null,
                time);
    }
}
