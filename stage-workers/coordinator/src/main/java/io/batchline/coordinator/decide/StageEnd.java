package io.batchline.coordinator.decide;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.stage.Stage;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.ItemStatus;
import io.batchline.coordinator.state.StageLife;
import io.batchline.coordinator.state.Tally;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Whether the stage that a batch is in is over, and what comes then.
public sealed interface StageEnd {
    /// The cause of a batch that more items failed of than it allows.
    String TOO_MANY_FAILED = "too_many_failed";

    /// The stage goes on.
    record Open() implements StageEnd {}

    /// The stage is finished; the batch goes into the next.
    record Into(Stage next) implements StageEnd {}

    /// The last stage is finished.
    record Completed() implements StageEnd {}

    /// Nothing of a batch that is being cancelled is at work any more.
    record Cancelled() implements StageEnd {}

    /// The batch can't be completed any more: nothing new starts, and it has failed when what runs
    /// has stopped.
    record Stop(Batch.BatchEnd why) implements StageEnd {}

    /// The batch has failed.
    record Failed(Batch.BatchEnd why) implements StageEnd {}

    /// @param highest the highest index of an item held; -1 for none
    static StageEnd of(BatchState batch, Tally tally, int highest) {
        return switch (batch.status()) {
            case PROCESSING -> ofProcessing(batch, tally, highest);
            case CANCELLING -> isAtWork(batch, tally) ? new Open() : stopped(batch);
            case FAILED -> new Failed(Objects.requireNonNull(batch.batch().reason()));
            case PENDING, UPLOADING, PAUSED, COMPLETED, CANCELLED -> new Open();
        };
    }

    private static StageEnd ofProcessing(BatchState batch, Tally tally, int highest) {
        Stage stage = Objects.requireNonNull(batch.stage());
        return switch (stage) {
            case EXTRACT -> extract(batch, tally, highest);
            case ORGANIZE -> organize(batch, tally);
            case PROCESS -> process(batch, tally);
            case COLLECT, CSV, LOAD, CLEANUP -> {
                StageLife life = Objects.requireNonNull(batch.life());
                yield life.status() == StageLife.Status.ENDED ? after(stage) : new Open();
            }
        };
    }

    private static StageEnd extract(BatchState batch, Tally tally, int highest) {
        return switch (ExtractRule.of(batch.announced(), tally.total(), highest)) {
            case OPEN -> new Open();
            case DONE -> after(Stage.EXTRACT);
            case CONTRADICTED ->
                    new Failed(
                            new Batch.BatchEnd(
                                    "extract_contradicted",
                                    "extract announced %d items and sent one of index %d"
                                            .formatted(batch.total(), highest)));
        };
    }

    private static StageEnd organize(BatchState batch, Tally tally) {
        return tooManyFailed(batch, tally)
                .orElseGet(() ->
                        tally.organized() == batch.total() ? after(Stage.ORGANIZE) : new Open());
    }

    private static StageEnd process(BatchState batch, Tally tally) {
        return tooManyFailed(batch, tally)
                .orElseGet(() -> tally.ended() == batch.total() ? processed(batch) : new Open());
    }

    private static StageEnd processed(BatchState batch) {
        return batch.endsWithItems() ? new Completed() : after(Stage.PROCESS);
    }

    /// As soon as no success of the rest can help.
    private static Optional<StageEnd> tooManyFailed(BatchState batch, Tally tally) {
        BatchLimits limits = batch.batch().definition().limits();
        int failed = tally.of(ItemStatus.FAILED);
        boolean within = (long) failed * 100 <= (long) limits.maxFailedPercent() * batch.total();
        // A batch that has completed once is not stopped over a few items that are read again.
        if (within || batch.isReviewed()) {
            return Optional.empty();
        }
        return Optional.of(
                new Stop(
                        new Batch.BatchEnd(
                                TOO_MANY_FAILED,
                                "%d of %d items failed, and max_failed_percent is %d"
                                        .formatted(
                                                failed,
                                                batch.total(),
                                                limits.maxFailedPercent()))));
    }

    /// The batch on its way to failing: it stops as a cancelled one does.
    static BatchState stopping(BatchState batch, Batch.BatchEnd why, Instant now) {
        return batch.withStatus(BatchStatus.CANCELLING, now).withReason(why, now);
    }

    private static StageEnd stopped(BatchState batch) {
        Batch.BatchEnd why = batch.batch().reason();
        return why != null && why.cause().equals(TOO_MANY_FAILED)
                ? new Failed(why)
                : new Cancelled();
    }

    private static StageEnd after(Stage stage) {
        Optional<Stage> next = stage.next();
        return next.isPresent() ? new Into(next.get()) : new Completed();
    }

    private static boolean isAtWork(BatchState batch, Tally tally) {
        StageLife life = batch.life();
        boolean items = tally.of(ItemStatus.RELEASED) + tally.of(ItemStatus.RUNNING) > 0;
        return items || (life != null && life.isOut());
    }

    /// The row of a stage that is over.
    static StageRow closed(StageRow row, StageState as, long done, long total, Instant now) {
        return new StageRow(
                row.stage(), as, row.run(), done, total, row.outputs(), row.startedAt(), now);
    }

    /// What becomes of the row of the stage in which a batch ended.
    static StageState rowAt(BatchStatus end) {
        return switch (end) {
            case COMPLETED -> StageState.FINISHED;
            case FAILED -> StageState.FAILED;
            case CANCELLED -> StageState.CANCELLED;
            case PENDING, UPLOADING, PROCESSING, PAUSED, CANCELLING ->
                    throw new IllegalStateException("%s is no end".formatted(end.wireId()));
        };
    }
}
