package io.batchline.stage.progress;

import io.batchline.contract.batch.Counts;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.send.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The headline of one run of a per-batch stage: 0 % at its beginning, 100 % at its end, in between
/// what [Pace] lets through. Used by the run's thread.
public final class StageProgress {
    private static final Logger LOG = LoggerFactory.getLogger(StageProgress.class);
    private static final Duration LAST_WORD_WITHIN = Duration.ofSeconds(30);

    private final ProgressSender sender;
    private final StageRun run;
    private final ProgressStage stage;
    private final Instant startedAt;
    private final Supplier<Optional<Counts>> counts;
    private Pace pace;
    private long done;
    private long total;

    public StageProgress(
            Outbox outbox, StageRun run, Instant startedAt, Supplier<Optional<Counts>> counts) {
        this.sender = new ProgressSender(outbox);
        this.run = run;
        this.stage = ProgressStage.of(run.key().stage());
        this.startedAt = startedAt;
        this.counts = counts;
        this.pace = new Pace(0, startedAt);
    }

    public void begin(Instant now) {
        var _ = write(label(), 0, now);
    }

    /// Whether the report was worth a record.
    public boolean report(String message, long nowDone, long nowTotal, Instant now) {
        done = nowDone;
        total = nowTotal;
        double percent = Pace.percent(nowDone, nowTotal, pace.percent());
        // All of it is done only when the run is: the last word is finish's.
        if (percent >= 100 || !pace.isDue(percent, now)) {
            return false;
        }
        var _ = write(message, percent, now);
        return true;
    }

    /// Writes 100 % and waits until it is acknowledged or given up.
    public void finish(String message, Instant now) throws InterruptedException {
        if (total > 0) {
            done = total;
        }
        var sent = write(message, 100, now);
        try {
            sent.get(LAST_WORD_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.atError()
                    .addKeyValue("batchId", run.key().batchId())
                    .addKeyValue("stage", stage.wireId())
                    .setCause(e)
                    .log("end of a stage is not acknowledged as progress; work goes on");
        }
    }

    private CompletableFuture<Void> write(String message, double percent, Instant now) {
        pace = new Pace(percent, now);
        Progress progress = progress(message, percent, now);
        return sender.send(progress.key(), progress);
    }

    private Progress progress(String message, double percent, Instant now) {
        Items items = items();
        double stageSeconds = seconds(startedAt, now);
        return new Progress(
                run.key().batchId(),
                run.key().generation(),
                stage,
                label(),
                message,
                percent,
                stage.batchPercentage(percent),
                items.total(),
                items.processed(),
                items.failed(),
                0,
                seconds(run.batchStartedAt(), now),
                stageSeconds,
                eta(percent, stageSeconds),
                stageSeconds > 0 ? items.total() * percent / 100 / stageSeconds : 0,
                false,
                null,
                now);
    }

    /// Extract counts what it finds; later stages have nothing to do with items, and say of them
    /// what the coordinator does.
    private Items items() {
        if (run.key().stage() == Stage.EXTRACT) {
            return new Items(total, done, 0);
        }
        return counts.get()
                .map(all -> new Items(all.total(), all.terminal(), all.failed()))
                .orElse(new Items(run.itemsTotal(), run.itemsTotal(), 0));
    }

    private String label() {
        return run.definition().labels().of(stage);
    }

    private static @Nullable Double eta(double percent, double seconds) {
        return percent > 0 ? seconds * (100 - percent) / percent : null;
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / 1000.0;
    }

    private record Items(long total, long processed, long failed) {}
}
