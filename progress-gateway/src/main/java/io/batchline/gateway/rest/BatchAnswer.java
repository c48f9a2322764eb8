package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.gateway.session.VisibleBatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A batch as a row of the list.
///
/// @param waitingReason why nothing of it moves; null while something does
/// @param itemsToReview items with a doubtful field that nobody has decided yet
@JsonInclude(JsonInclude.Include.ALWAYS)
record BatchAnswer(
        BatchId batchId,
        String name,
        String workload,
        @Nullable String runId,
        String owner,
        Priority priority,
        BatchStatus status,
        @Nullable ProgressStage stage,
        @Nullable String stageLabel,
        @Nullable String message,
        @Nullable String waitingReason,
        double progressPercentage,
        double batchPercentage,
        Counts counts,
        long itemsToReview,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    static BatchAnswer of(VisibleBatch visible, WaitingReasons reasons, long itemsToReview) {
        Batch batch = visible.batch();
        BatchDefinition definition = batch.definition();
        Standing standing = Standing.of(visible);
        ProgressStage stage = standing.stage();
        return new BatchAnswer(
                definition.batchId(),
                definition.name(),
                definition.workload(),
                definition.runId(),
                definition.owner(),
                definition.priority(),
                batch.status(),
                stage,
                stage == null ? null : definition.labels().of(stage),
                standing.message(),
                reasons.of(visible),
                standing.stagePercent(),
                standing.batchPercent(),
                batch.counts(),
                itemsToReview,
                definition.createdAt(),
                batch.times().startedAt(),
                batch.times().completedAt());
    }
}
