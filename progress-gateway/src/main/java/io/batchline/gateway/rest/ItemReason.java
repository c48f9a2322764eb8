package io.batchline.gateway.rest;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.progress.WaitingReason;
import io.batchline.contract.stage.Stage;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Decides why an item waits: always for one reason, the one that must end first.
///
/// @param batch whose item it is
/// @param heard whether the broker is
/// @param workers processes alive that run the batch's stage
/// @param others items of other batches that go before; see
///   [io.batchline.contract.batch.InLine#ahead]
record ItemReason(Batch batch, boolean heard, long workers, int others, Instant now) {

    /// @param due when its next attempt is; null unless it is retrying
    /// @param before waiting items of the batch itself that go before
    WaitingReason of(@Nullable Instant due, int before) {
        if (!heard) {
            return new WaitingReason.BrokerUnreachable();
        }
        Stage stage = batch.stage();
        return switch (batch.status()) {
            case PAUSED -> new WaitingReason.Paused();
            case CANCELLING -> new WaitingReason.ToStop(batch.counts().running());
            case PENDING, UPLOADING -> BatchReason.notBegun(batch, true);
            case PROCESSING, COMPLETED, FAILED, CANCELLED ->
                    stage != null && workers == 0
                            ? new WaitingReason.NoWorker(stage)
                            : inLine(due, before);
        };
    }

    private WaitingReason inLine(@Nullable Instant due, int before) {
        if (due != null && now.isBefore(due)) {
            return new WaitingReason.Backoff(due);
        }
        OptionalInt concurrency = batch.definition().limits().concurrency();
        return concurrency.isPresent() && batch.counts().running() >= concurrency.getAsInt()
                ? new WaitingReason.ConcurrencyReached()
                : new WaitingReason.ForSlot(others + before);
    }
}
