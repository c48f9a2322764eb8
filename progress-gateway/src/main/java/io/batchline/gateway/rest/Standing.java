package io.batchline.gateway.rest;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.gateway.session.VisibleBatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a batch stands in one line: its stage, both percentages and the newest message. Made of
/// two topics that are read side by side, so it decides what to say while one is a moment ahead.
///
/// @param stage null before anything has happened
record Standing(
        @Nullable ProgressStage stage,
        double stagePercent,
        double batchPercent,
        @Nullable String message) {

    static Standing of(VisibleBatch visible) {
        Batch batch = visible.batch();
        Progress newest = visible.newest().map(ProgressEvent::progress).orElse(null);
        Optional<ProgressStage> end = end(batch.status());
        ProgressStage stage = end.orElseGet(() -> current(batch, newest));
        String message = message(batch, newest, stage);
        if (stage == ProgressStage.COMPLETED) {
            return new Standing(stage, 100, 100, message);
        }
        double reached = newest == null ? 0 : Math.min(newest.batchPercentage(), 99.9);
        if (newest != null && newest.stage() == stage) {
            return new Standing(
                    stage, newest.progressPercentage(), newest.batchPercentage(), message);
        }
        if (stage == null || end.isPresent()) {
            return new Standing(stage, 0, reached, message);
        }
        return new Standing(stage, 0, Math.max(reached, stage.batchPercentage(0)), message);
    }

    private static Optional<ProgressStage> end(BatchStatus status) {
        return switch (status) {
            case COMPLETED -> Optional.of(ProgressStage.COMPLETED);
            case FAILED -> Optional.of(ProgressStage.FAILED);
            case CANCELLED -> Optional.of(ProgressStage.CANCELLED);
            case PENDING, UPLOADING, PROCESSING, PAUSED, CANCELLING -> Optional.empty();
        };
    }

    /// The later of what the state says and what the newest event says; the event of the end counts
    /// only once the state has ended too.
    private static @Nullable ProgressStage current(Batch batch, @Nullable Progress newest) {
        Stage folded = batch.stage();
        ProgressStage byState =
                folded != null
                        ? ProgressStage.of(folded)
                        : batch.status() == BatchStatus.UPLOADING ? ProgressStage.UPLOADING : null;
        if (newest == null || newest.stage().isTerminal()) {
            return byState;
        }
        return byState == null || newest.stage().compareTo(byState) > 0 ? newest.stage() : byState;
    }

    private static @Nullable String message(
            Batch batch, @Nullable Progress newest, @Nullable ProgressStage stage) {
        if (newest != null && newest.stage() == stage) {
            return newest.message();
        }
        return batch.reason() == null ? null : batch.reason().message();
    }
}
