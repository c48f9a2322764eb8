package io.batchline.gateway.rest;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.progress.WaitingReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides why a batch as a whole waits. The coordinator says it of a batch that has begun; the
/// gateway knows what the coordinator can't say: that nobody hears it, and what has not begun.
final class BatchReason {
    private BatchReason() {}

    /// @param hasInput whether what it is to work on is there
    /// @param newest the newest progress that is held
    /// @param heard whether the broker is
    /// @return the reason's text; empty while something moves, and after the end
    static Optional<String> of(
            Batch batch, boolean hasInput, @Nullable Progress newest, boolean heard) {
        if (batch.status().isTerminal()) {
            return Optional.empty();
        }
        if (!heard) {
            return Optional.of(new WaitingReason.BrokerUnreachable().text());
        }
        return switch (batch.status()) {
            case PENDING, UPLOADING ->
                    hasBegun(newest) ? said(newest) : Optional.of(notBegun(batch, hasInput).text());
            case PAUSED ->
                    batch.counts().running() == 0
                            ? Optional.of(new WaitingReason.Paused().text())
                            : said(newest);
            // One just resumed is not heard of yet.
            case PROCESSING, CANCELLING ->
                    said(newest)
                            .filter(reason -> !reason.equals(new WaitingReason.Paused().text()));
            case COMPLETED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    /// Why it waits while nothing of it has begun.
    static WaitingReason notBegun(Batch batch, boolean hasInput) {
        if (batch.status() == BatchStatus.UPLOADING) {
            return new WaitingReason.ForUploadToEnd();
        }
        return hasInput ? new WaitingReason.ForStart() : new WaitingReason.ForUpload();
    }

    /// Progress is read beside the batch's state, and may be a moment ahead of it.
    private static boolean hasBegun(@Nullable Progress newest) {
        return newest != null && newest.stage() != ProgressStage.UPLOADING;
    }

    private static Optional<String> said(@Nullable Progress newest) {
        return Optional.ofNullable(newest).map(Progress::waitingReason);
    }
}
