package io.batchline.contract.webhook;

import io.batchline.contract.batch.Batch.BatchEnd;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a webhook tells of a batch.
///
/// @param generation 1, and one more with every retry
/// @param status `processing` until it has ended
/// @param stage the stage that is finished; null in events of other kinds, as the next two
/// @param stageLabel the workload's own wording for it
/// @param stageElapsedSeconds how long it took
/// @param counts as they were when the event was made, which may be a moment after it happened
/// @param reason why it failed or was cancelled; null otherwise
/// @param startedAt when its first generation began; null when it was cancelled before
/// @param completedAt when it ended; null before
public record BatchNews(
        BatchId batchId,
        String name,
        String workload,
        @Nullable String runId,
        int generation,
        BatchStatus status,
        @Nullable Stage stage,
        @Nullable String stageLabel,
        @Nullable Double stageElapsedSeconds,
        Counts counts,
        @Nullable BatchEnd reason,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
