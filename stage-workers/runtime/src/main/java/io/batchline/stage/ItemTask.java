package io.batchline.stage;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.work.WorkItem;
import io.batchline.stage.send.Outbox;
import io.batchline.workload.Rejected;
import io.batchline.workload.Workload;
import io.batchline.workload.WorkloadInfo.BoundBy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// One item's run in one per-item stage.
final class ItemTask implements Task {
    private final WorkItem item;
    private final Optional<Workload> workload;
    private final ItemTrade trade;
    private volatile @Nullable ItemTaskContext context;

    ItemTask(WorkItem item, Optional<Workload> workload, ItemTrade trade) {
        this.item = item;
        this.workload = workload;
        this.trade = trade;
    }

    WorkItem item() {
        return item;
    }

    @Override
    public BatchId batchId() {
        return item.run().batchId();
    }

    @Override
    public Optional<JobId> jobId() {
        return Optional.of(item.run().jobId());
    }

    @Override
    public void tick(Instant now) {
        ItemTaskContext working = context;
        if (working != null) {
            working.tellPhase(now);
        }
    }

    @Override
    public boolean isAsReleased(Batch batch) {
        // Newer ones than this process has heard of are the coordinator's latest word.
        return item.terms() >= batch.terms();
    }

    @Override
    public String label() {
        return "%s %s run %d"
                .formatted(item.run().stage().shortName(), item.run().jobId(), item.run().run());
    }

    @Override
    public boolean takesCore() {
        return workload.map(w -> w.info().boundBy() == BoundBy.PROCESSOR).orElse(false);
    }

    @Override
    public boolean waits() {
        return !takesCore();
    }

    @Override
    public Optional<Duration> timeLimit() {
        return Optional.of(item.limits().itemTimeout());
    }

    @Override
    public Ending work(Instant startedAt) throws IOException, InterruptedException {
        if (workload.isEmpty()) {
            return new Ending.Failed(
                    FailureKind.PERMANENT,
                    "unknown_workload",
                    "no worker here knows the workload '%s'".formatted(item.workload()));
        }
        var working = new ItemTaskContext(item, startedAt, trade);
        context = working;
        // Whatever the workload logs on this thread names the item.
        try (var _ = MDC.putCloseable("jobId", item.run().jobId().value())) {
            return work(workload.get(), working, startedAt);
        } finally {
            working.end();
        }
    }

    private Ending work(Workload by, ItemTaskContext working, Instant startedAt)
            throws IOException, InterruptedException {
        return switch (trade.function().apply(by, item, working)) {
            case ItemFunction.Answer.Result(ItemResult result) -> succeeded(result, startedAt);
            case ItemFunction.Answer.Refused(Rejected(var kind, var cause, var message)) ->
                    new Ending.Failed(kind, cause, message);
        };
    }

    private Ending succeeded(ItemResult result, Instant startedAt) throws IOException {
        ItemResult fitting = trade.fitting(item.run(), result);
        Instant now = trade.clock().instant();
        return new Ending.Done(
                record(
                        new ItemEvent.Succeeded(
                                item.run(),
                                trade.worker(),
                                fitting,
                                Duration.between(startedAt, now),
                                now)));
    }

    @Override
    public ProducerRecord<byte[], byte[]> started(Instant at) {
        return record(new ItemEvent.Started(item.run(), trade.worker(), at, item.group()));
    }

    @Override
    public ProducerRecord<byte[], byte[]> event(Ending ending, Instant at) {
        return switch (ending) {
            case Ending.Done(var event) -> event;
            case Ending.Returned() ->
                    record(new ItemEvent.Returned(item.run(), trade.worker(), at));
            case Ending.Failed(var kind, var cause, var message) ->
                    record(
                            new ItemEvent.Failed(
                                    item.run(),
                                    trade.worker(),
                                    kind,
                                    cause,
                                    message,
                                    isLast(kind),
                                    at));
        };
    }

    /// Whether a failure of this kind leaves the item no further attempt.
    boolean isLast(FailureKind kind) {
        BatchLimits limits = item.limits();
        return kind == FailureKind.PERMANENT || item.run().attempt() >= limits.maxAttempts();
    }

    private ProducerRecord<byte[], byte[]> record(ItemEvent event) {
        return Outbox.record(Topics.ITEM_EVENTS, batchId(), event, event.at());
    }
}
