package io.batchline.coordinator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.Decisions;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.item.RowDetails;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.stage.StageKey;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.work.StageRun;
import io.batchline.contract.worker.WorkerInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// What a client commands and a worker says, as records.
public record FakeWorker(WorkerId id, Clock clock) {
    public static final int MOST_ATTEMPTS = 3;

    public static FakeWorker named(String name, Clock clock) {
        return new FakeWorker(new WorkerId(name), clock);
    }

    public Instant now() {
        return clock.instant();
    }

    public static BatchDefinition definition(BatchId id, StartMode start, Instant at) {
        return definition(id, start, OptionalInt.empty(), 100, at);
    }

    public static BatchDefinition definition(
            BatchId id,
            StartMode start,
            OptionalInt concurrency,
            int mostFailedPercent,
            Instant at) {
        return new BatchDefinition(
                id,
                new TenantId("default"),
                "admin",
                "answer-sheets",
                "a batch",
                null,
                Priority.NORMAL,
                new BatchLimits(
                        concurrency, Duration.ofSeconds(60), MOST_ATTEMPTS, mostFailedPercent),
                start,
                JsonNodeFactory.instance.objectNode(),
                new Labels(Map.of(), "sheets"),
                at);
    }

    public BatchCommand create(BatchId id) {
        return new BatchCommand.Create(definition(id, StartMode.AUTO, now()), now());
    }

    public BatchCommand create(BatchId id, int mostFailedPercent) {
        return new BatchCommand.Create(
                definition(id, StartMode.AUTO, OptionalInt.empty(), mostFailedPercent, now()),
                now());
    }

    public BatchCommand createManual(BatchId id) {
        return new BatchCommand.Create(definition(id, StartMode.MANUAL, now()), now());
    }

    public BatchCommand uploaded(BatchId id) {
        return new BatchCommand.Uploaded(
                id, new BatchSource(BlobKey.source(id), "scans.zip", 1000), now());
    }

    public BatchCommand start(BatchId id) {
        return new BatchCommand.Start(id, now());
    }

    public BatchCommand cancel(BatchId id) {
        return new BatchCommand.Cancel(id, "admin", now());
    }

    public BatchCommand pause(BatchId id) {
        return new BatchCommand.Pause(id, "admin", now());
    }

    public BatchCommand resume(BatchId id) {
        return new BatchCommand.Resume(id, "admin", now());
    }

    public BatchCommand change(BatchId id, Priority priority, OptionalInt concurrency) {
        return new BatchCommand.Change(id, priority, concurrency, "admin", now());
    }

    public BatchCommand retry(BatchId id, int generation) {
        return new BatchCommand.Retry(id, generation, List.of(), null, "admin", now());
    }

    public StageEvent started(StageRun run) {
        return new StageEvent.Started(run.key(), run.run(), id, now());
    }

    public StageEvent heartbeat(StageRun run) {
        return new StageEvent.Heartbeat(run.key(), run.run(), id, now());
    }

    public StageEvent finished(StageRun run, long total) {
        return new StageEvent.Finished(run.key(), run.run(), id, total, List.of(), now());
    }

    public StageEvent failed(StageRun run, FailureKind kind) {
        return new StageEvent.Failed(
                run.key(), run.run(), id, kind, "broken", "it is broken", now());
    }

    public ItemFound found(StageRun run, int index) {
        ItemFound first = found(run.key().batchId(), run.run(), index);
        return new ItemFound(
                first.batchId(), run.key().generation(), run.run(), first.item(), first.at());
    }

    public WorkerInfo announce(int slots, Stage... stages) {
        return new WorkerInfo(
                id, Set.of(stages), Set.of(), slots, Instant.EPOCH.plusSeconds(1), now());
    }

    public ItemFound found(BatchId id, int run, int index) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("entry", "scan-" + index);
        return new ItemFound(
                id, 1, run, new Item(JobId.of(id, index), index, "scan-" + index, data), now());
    }

    public ItemFound large(BatchId id, int run, int index, int bytes) {
        ItemFound small = found(id, run, index);
        small.item().data().put("inline", "x".repeat(bytes));
        return small;
    }

    public StageEvent started(BatchId id, Stage stage, int run) {
        return new StageEvent.Started(new StageKey(id, 1, stage), run, this.id, now());
    }

    public StageEvent heartbeat(BatchId id, Stage stage, int run) {
        return new StageEvent.Heartbeat(new StageKey(id, 1, stage), run, this.id, now());
    }

    public StageEvent finished(BatchId id, Stage stage, int run, long total) {
        var output =
                new StageOutput(
                        stage.shortName() + ".out",
                        BlobKey.output(id, 1, run, stage.shortName() + ".out"),
                        10);
        return new StageEvent.Finished(
                new StageKey(id, 1, stage), run, this.id, total, List.of(output), now());
    }

    public StageEvent returned(BatchId id, Stage stage, int run) {
        return new StageEvent.Returned(new StageKey(id, 1, stage), run, this.id, now());
    }

    public StageEvent failed(BatchId id, Stage stage, int run, FailureKind kind) {
        return new StageEvent.Failed(
                new StageKey(id, 1, stage), run, this.id, kind, "broken", "it is broken", now());
    }

    public ItemEvent started(ItemRun run) {
        return new ItemEvent.Started(run, id, now());
    }

    public ItemEvent heartbeat(ItemRun... runs) {
        return new ItemEvent.Heartbeat(runs[0].batchId(), List.of(runs), id, now());
    }

    public ItemEvent succeeded(ItemRun run, ItemResult result) {
        return new ItemEvent.Succeeded(run, id, result, Duration.ofMillis(20), now());
    }

    /// The usual result of the run's stage.
    public ItemEvent succeeded(ItemRun run) {
        return succeeded(run, run.stage() == Stage.ORGANIZE ? new ItemResult.Ungrouped() : row());
    }

    public static ItemResult row() {
        return new ItemResult.Row(JsonNodeFactory.instance.objectNode().put("score", 1));
    }

    /// A row with a field that a person should look at.
    public static ItemResult doubtfulRow() {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("score", 1);
        row.putObject(RowDetails.MEMBER)
                .putArray(RowDetails.DOUBTS)
                .addObject()
                .put("field", "q1")
                .put("value", "B");
        return new ItemResult.Row(row);
    }

    public BatchCommand review(BatchId id, int generation, boolean regenerate, Integer... indexes) {
        return new BatchCommand.Review(
                id,
                generation,
                Arrays.stream(indexes)
                        .map(index ->
                                new BatchCommand.Decided(
                                        JobId.of(id, index), new Decisions(Map.of("q1", "A"))))
                        .toList(),
                regenerate,
                "admin",
                now());
    }

    public ItemEvent failed(ItemRun run, FailureKind kind) {
        boolean last = kind == FailureKind.PERMANENT || run.attempt() == MOST_ATTEMPTS;
        return new ItemEvent.Failed(run, id, kind, "no_markers", "no markers", last, now());
    }

    public ItemEvent returned(ItemRun run) {
        return new ItemEvent.Returned(run, id, now());
    }
}
