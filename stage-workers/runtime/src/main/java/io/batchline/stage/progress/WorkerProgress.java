package io.batchline.stage.progress;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressKey;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;
import io.batchline.stage.send.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A worker's own counts of a per-item stage, one record for each batch while they change: what it
/// did itself, to be shown beside the coordinator's count of all. For any thread.
public final class WorkerProgress {
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final ProgressSender sender;
    private final Stage stage;
    private final WorkerId worker;
    private final Function<BatchId, Optional<Batch>> batches;
    private final Clock clock;
    private final Map<StageKey, WorkerCounts> counts = new HashMap<>();

    public WorkerProgress(
            Outbox outbox,
            Stage stage,
            WorkerId worker,
            Function<BatchId, Optional<Batch>> batches,
            Clock clock) {
        this.sender = new ProgressSender(outbox);
        this.stage = stage;
        this.worker = worker;
        this.batches = batches;
        this.clock = clock;
    }

    public synchronized void succeeded(ItemRun run) {
        of(run.key()).succeeded(run.index(), clock.instant());
    }

    /// The item failed for good.
    public synchronized void failed(ItemRun run) {
        of(run.key()).failed(run.index(), clock.instant());
    }

    /// Takes how many items of each batch are worked on, and writes what has changed.
    public synchronized void running(Map<StageKey, Long> running) {
        Instant now = clock.instant();
        running.keySet().forEach(this::of);
        counts.forEach((key, own) -> own.running(running.getOrDefault(key, 0L), now));
        counts.forEach((key, own) -> {
            if (own.takeChange()) {
                write(key, own, now);
            }
        });
        counts.values().removeIf(own -> isForgotten(own, now));
    }

    private static boolean isForgotten(WorkerCounts own, Instant now) {
        return own.running() == 0 && own.changedAt().plus(FORGET_AFTER).isBefore(now);
    }

    private WorkerCounts of(StageKey key) {
        return counts.computeIfAbsent(key, _ -> new WorkerCounts(clock.instant()));
    }

    private void write(StageKey key, WorkerCounts own, Instant now) {
        // A batch that has ended has its last word; a straggler's count must not follow it.
        batches.apply(key.batchId())
                .ifPresent(batch -> {
                    var _ =
                            sender.send(
                                    new ProgressKey(key.batchId(), ProgressStage.of(stage), worker),
                                    progress(key, own, batch, now));
                });
    }

    private Progress progress(StageKey key, WorkerCounts own, Batch batch, Instant now) {
        ProgressStage of = ProgressStage.of(stage);
        long total = batch.counts().total();
        double percent = Pace.percent(own.done(), total, 0);
        double seconds = seconds(own.since(), now);
        Instant begun = batch.times().startedAt();
        return new Progress(
                key.batchId(),
                key.generation(),
                of,
                batch.definition().labels().of(of),
                "%s: %d/%d %s"
                        .formatted(worker, own.done(), total, batch.definition().labels().items()),
                percent,
                of.batchPercentage(percent),
                total,
                own.done(),
                own.failures(),
                own.running(),
                begun == null ? seconds : seconds(begun, now),
                seconds,
                null,
                seconds > 0 ? own.done() / seconds : 0,
                false,
                null,
                now);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / 1000.0;
    }
}
