package io.batchline.coordinator.decide;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.StageLife;
import java.time.Instant;

/// What a command makes of a batch. A repeated command makes nothing of it, and so does one that
/// comes too late.
public final class CommandRules {
    private CommandRules() {}

    public static Verdict<BatchState> decide(BatchState batch, BatchCommand command, Instant now) {
        if (batch.status().isTerminal()) {
            return new Verdict.Stale<>();
        }
        return switch (command) {
            case BatchCommand.Create _ -> new Verdict.Stale<>();
            case BatchCommand.Uploading _ -> uploading(batch, now);
            case BatchCommand.UploadAborted _ -> uploadAborted(batch, now);
            case BatchCommand.Uploaded uploaded -> uploaded(batch, uploaded.source(), now);
            case BatchCommand.Start _ -> start(batch, now);
            case BatchCommand.Cancel cancel -> cancel(batch, cancel.by(), now);
            case BatchCommand.Pause _ -> pause(batch, now);
            case BatchCommand.Resume _ -> resume(batch, now);
            case BatchCommand.Change change -> change(batch, change, now);
            case BatchCommand.Retry _, BatchCommand.Review _, BatchCommand.Delete _ ->
                    new Verdict.Stale<>();
        };
    }

    private static Verdict<BatchState> uploading(BatchState batch, Instant now) {
        boolean first = batch.status() == BatchStatus.PENDING && batch.batch().source() == null;
        return first
                ? new Verdict.Changed<>(batch.withStatus(BatchStatus.UPLOADING, now))
                : new Verdict.Stale<>();
    }

    private static Verdict<BatchState> uploadAborted(BatchState batch, Instant now) {
        return batch.status() == BatchStatus.UPLOADING
                ? new Verdict.Changed<>(batch.withStatus(BatchStatus.PENDING, now))
                : new Verdict.Stale<>();
    }

    private static Verdict<BatchState> uploaded(BatchState batch, BatchSource source, Instant now) {
        if (hasBegun(batch) || source.equals(batch.batch().source())) {
            return new Verdict.Stale<>();
        }
        BatchState with = batch.withSource(source, now).withStatus(BatchStatus.PENDING, now);
        boolean auto = batch.batch().definition().start() == StartMode.AUTO;
        return new Verdict.Changed<>(auto ? begun(with, now) : with);
    }

    private static Verdict<BatchState> start(BatchState batch, Instant now) {
        boolean ready = !hasBegun(batch) && batch.batch().source() != null;
        return ready ? new Verdict.Changed<>(begun(batch, now)) : new Verdict.Stale<>();
    }

    private static Verdict<BatchState> cancel(BatchState batch, String by, Instant now) {
        if (batch.status() == BatchStatus.CANCELLING || rereads(batch)) {
            return new Verdict.Stale<>();
        }
        var why = new Batch.BatchEnd("cancelled_by_user", "Cancelled by " + by);
        BatchState cancelling = batch.withStatus(BatchStatus.CANCELLING, now).withReason(why, now);
        StageLife life = cancelling.life();
        if (life != null && life.status() == StageLife.Status.RETRYING) {
            return new Verdict.Changed<>(cancelling.withLife(life.in(StageLife.Status.ENDED)));
        }
        return new Verdict.Changed<>(cancelling);
    }

    /// Items that a review has begun anew have rows that count until they are read again: there is
    /// no way back to those, and it is over in a moment.
    private static boolean rereads(BatchState batch) {
        Stage stage = batch.stage();
        return batch.isReviewed() && stage != null && stage.kind() == StageKind.PER_ITEM;
    }

    private static Verdict<BatchState> pause(BatchState batch, Instant now) {
        return batch.status() == BatchStatus.PROCESSING
                ? new Verdict.Changed<>(batch.paused(now))
                : new Verdict.Stale<>();
    }

    private static Verdict<BatchState> resume(BatchState batch, Instant now) {
        return batch.status() == BatchStatus.PAUSED
                ? new Verdict.Changed<>(batch.withStatus(BatchStatus.PROCESSING, now))
                : new Verdict.Stale<>();
    }

    private static Verdict<BatchState> change(
            BatchState batch, BatchCommand.Change change, Instant now) {
        BatchDefinition before = batch.batch().definition();
        BatchDefinition after = before.using(change.priority(), change.concurrency());
        return after.equals(before)
                ? new Verdict.Stale<>()
                : new Verdict.Changed<>(batch.withDefinition(after, now));
    }

    private static boolean hasBegun(BatchState batch) {
        return batch.stage() != null || batch.status() == BatchStatus.CANCELLING;
    }

    private static BatchState begun(BatchState batch, Instant now) {
        return batch.withStatus(BatchStatus.PROCESSING, now).entering(Stage.EXTRACT, now);
    }
}
