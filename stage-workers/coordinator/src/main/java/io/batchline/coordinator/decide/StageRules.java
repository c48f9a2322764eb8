package io.batchline.coordinator.decide;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.item.RetryDelay;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.stage.StageOutput;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.StageLife;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an event of a per-batch stage, or the end of its lease, makes of a batch.
public final class StageRules {
    /// A stage's run is tried this often before the batch fails: what it needs (a database, a
    /// storage) may be away for two minutes, and the batch waits.
    public static final int MOST_ATTEMPTS = 8;

    /// Extract is tried this often when its items do not come: each time takes long to notice.
    static final int MOST_EXTRACTS = 3;

    private StageRules() {}

    /// @param chance 0 to 1, for the delay of a retry
    public static Verdict<BatchState> decide(
            BatchState batch, StageEvent event, Instant now, RetryDelay retry, double chance) {
        Stage stage = event.key().stage();
        StageLife life = batch.life();
        if (batch.status().isTerminal() || event.key().generation() < batch.batch().generation()) {
            return new Verdict.Stale<>();
        }
        if (isAhead(batch, event)) {
            return new Verdict.Impossible<>(
                    "run %d of stage %s, generation %d, was never released"
                            .formatted(event.run(), stage.shortName(), event.key().generation()));
        }
        if (life == null || !batch.isIn(stage) || event.run() < life.run() || !life.isOut()) {
            return new Verdict.Stale<>();
        }
        return switch (event) {
            case StageEvent.Started _, StageEvent.Heartbeat _ -> alive(batch, life);
            case StageEvent.Advanced advanced -> advanced(batch, life, advanced, now);
            case StageEvent.Finished finished -> finished(batch, life, finished, now);
            case StageEvent.Failed failed -> failed(batch, life, failed, now, retry, chance);
            case StageEvent.Returned _ -> new Verdict.Changed<>(lost(batch, life, now));
        };
    }

    /// The lease on the run ended, or a retry is due, or a worker gave the run back: it is released
    /// again, and of extract nothing stays that the older run found. A paused batch's waits.
    public static BatchState lost(BatchState batch, StageLife life, Instant now) {
        if (batch.status() == BatchStatus.CANCELLING) {
            return batch.withLife(life.in(StageLife.Status.ENDED));
        }
        if (batch.status() == BatchStatus.PAUSED) {
            return batch.withLife(life.back(now));
        }
        StageLife next = life.releasedAgain();
        StageRow row = batch.batch().row(Objects.requireNonNull(batch.stage()));
        StageRow again =
                row(row, StageState.RUNNING, next, row.done(), row.total(), List.of(), null);
        return batch.withRow(again, now).withLife(next);
    }

    /// Items that extract announced do not come: the run counts as one that failed, and extract is
    /// tried again.
    ///
    /// @param held how many have come
    public static BatchState missing(
            BatchState batch, StageLife life, int held, Instant now, RetryDelay retry) {
        if (life.attempt() < MOST_EXTRACTS) {
            BatchState again = batch.withLife(life.retrying(now.plus(retry.after(1, 0))));
            return again.withAnnounced(null);
        }
        var why =
                new Batch.BatchEnd(
                        "items_missing",
                        "extract announced %d items and only %d came"
                                .formatted(batch.total(), held));
        return failed(batch, why, now);
    }

    private static boolean isAhead(BatchState batch, StageEvent event) {
        Stage stage = event.key().stage();
        Stage current = batch.stage();
        StageLife life = batch.life();
        if (event.key().generation() > batch.batch().generation() || current == null) {
            return true;
        }
        boolean newer = batch.isIn(stage) && (life == null || event.run() > life.run());
        return newer || stage.compareTo(current) > 0;
    }

    private static Verdict<BatchState> alive(BatchState batch, StageLife life) {
        return life.status() == StageLife.Status.RUNNING
                ? new Verdict.Alive<>()
                : new Verdict.Changed<>(batch.withLife(life.in(StageLife.Status.RUNNING)));
    }

    private static Verdict<BatchState> advanced(
            BatchState batch, StageLife life, StageEvent.Advanced event, Instant now) {
        StageRow row = batch.batch().row(event.key().stage());
        // A later run may count otherwise; what is told of the stage never falls.
        boolean further = isFurther(event, row);
        if (!further && life.status() == StageLife.Status.RUNNING) {
            return new Verdict.Alive<>();
        }
        long done = further ? event.done() : row.done();
        long total = further ? event.total() : row.total();
        StageRow next = row(row, StageState.RUNNING, life, done, total, List.of(), null);
        return new Verdict.Changed<>(
                batch.withRow(next, now).withLife(life.in(StageLife.Status.RUNNING)));
    }

    private static boolean isFurther(StageEvent.Advanced event, StageRow row) {
        double told = row.total() == 0 ? 0 : Percent.of(row.done(), row.total());
        double reached = Percent.of(event.done(), event.total());
        return reached > told || (reached == told && event.done() > row.done());
    }

    private static Verdict<BatchState> finished(
            BatchState batch, StageLife life, StageEvent.Finished event, Instant now) {
        boolean extract = event.key().stage() == Stage.EXTRACT;
        if (event.total() < 0 || event.total() > Integer.MAX_VALUE) {
            return new Verdict.Impossible<>(
                    "a total of %d: it takes 0 to %d".formatted(event.total(), Integer.MAX_VALUE));
        }
        StageRow row = batch.batch().row(event.key().stage());
        // Extract is done only when its items are all held.
        StageState state = extract ? StageState.RUNNING : StageState.FINISHED;
        long total = extract ? event.total() : Math.max(row.total(), event.total());
        StageRow next = row(row, state, life, total, total, event.outputs(), extract ? null : now);
        BatchState ended = batch.withRow(next, now).withLife(life.in(StageLife.Status.ENDED));
        return new Verdict.Changed<>(extract ? ended.withAnnounced((int) event.total()) : ended);
    }

    private static Verdict<BatchState> failed(
            BatchState batch,
            StageLife life,
            StageEvent.Failed event,
            Instant now,
            RetryDelay retry,
            double chance) {
        if (batch.status() == BatchStatus.CANCELLING) {
            return new Verdict.Changed<>(batch.withLife(life.in(StageLife.Status.ENDED)));
        }
        boolean again = event.kind() == FailureKind.TRANSIENT && life.attempt() < MOST_ATTEMPTS;
        if (again) {
            Instant due = now.plus(retry.after(life.attempt(), chance));
            return new Verdict.Changed<>(batch.withLife(life.retrying(due)));
        }
        return new Verdict.Changed<>(
                failed(batch, new Batch.BatchEnd(event.cause(), event.message()), now));
    }

    /// The batch with its present stage, and so itself, failed.
    public static BatchState failed(BatchState batch, Batch.BatchEnd why, Instant now) {
        StageRow row = batch.batch().row(Objects.requireNonNull(batch.stage()));
        StageRow failed =
                new StageRow(
                        row.stage(),
                        StageState.FAILED,
                        row.run(),
                        row.done(),
                        row.total(),
                        row.outputs(),
                        row.startedAt(),
                        now);
        return batch.withRow(failed, now).withReason(why, now).withStatus(BatchStatus.FAILED, now);
    }

    private static StageRow row(
            StageRow row,
            StageState state,
            StageLife life,
            long done,
            long total,
            List<StageOutput> outputs,
            @Nullable Instant finishedAt) {
        return new StageRow(
                row.stage(), state, life.run(), done, total, outputs, row.startedAt(), finishedAt);
    }
}
