package io.batchline.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.DoubtfulField;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.item.RowDetails;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Json;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.contract.work.WorkItem;
import io.batchline.stage.progress.PhasePace;
import io.batchline.stage.progress.WorkerProgress;
import io.batchline.stage.send.Outbox;
import io.batchline.workload.Source;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A per-item stage: its topics by priority, its items, one heartbeat for each batch.
final class ItemTrade implements Trade<ItemTask> {
    private static final Logger LOG = LoggerFactory.getLogger(ItemTrade.class);

    /// The most JSON of a row that travels in an event.
    private static final int LARGEST_ROW = 64 * 1024;

    private final Stage stage;
    private final ItemPorts ports;
    private final ItemFunction function;
    private final WorkerId worker;
    private final Outbox outbox;
    private final Clock clock;
    private final JsonMapper mapper = Json.mapper();
    private final WorkerProgress progress;

    ItemTrade(Stage stage, ItemPorts ports, Shared shared) {
        this.stage = stage;
        this.ports = ports;
        this.function = ItemFunction.of(stage);
        this.worker = shared.config().worker();
        this.clock = shared.config().clock();
        this.outbox = shared.outbox();
        this.progress = new WorkerProgress(outbox, stage, worker, shared.board()::alive, clock);
    }

    ItemFunction function() {
        return function;
    }

    WorkerId worker() {
        return worker;
    }

    Clock clock() {
        return clock;
    }

    Source source(BatchSource source) {
        return ports.sources().of(source);
    }

    void attach(ItemRun run, String name, byte[] bytes) throws IOException {
        ports.attachments().keep(run, name, bytes);
    }

    /// A waiting urgent item is served eight times as often as a low one, and the low one still is.
    static int weight(Priority priority) {
        return switch (priority) {
            case URGENT -> 8;
            case HIGH -> 4;
            case NORMAL -> 2;
            case LOW -> 1;
        };
    }

    @Override
    public Map<String, Integer> topicWeights() {
        var weights = new TreeMap<String, Integer>();
        for (Priority priority : Priority.values()) {
            weights.put(Topics.work(stage, priority).name(), weight(priority));
        }
        return weights;
    }

    @Override
    public ItemTask read(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        WorkItem item = Topics.work(stage, Priority.NORMAL).values().decode(Bodies.of(record));
        return new ItemTask(item, ports.workloads().apply(item.workload()), this);
    }

    @Override
    public List<Heartbeat<ItemTask>> heartbeats(
            Collection<Execution<ItemTask>> executions, Instant at) {
        return executions.stream()
                .collect(Collectors.groupingBy(execution -> execution.task().batchId()))
                .entrySet()
                .stream()
                .map(batch -> heartbeat(batch.getKey(), batch.getValue(), at))
                .toList();
    }

    private Heartbeat<ItemTask> heartbeat(
            BatchId batch, List<Execution<ItemTask>> executions, Instant at) {
        List<ItemRun> runs =
                executions.stream().map(execution -> execution.task().item().run()).toList();
        var event = new ItemEvent.Heartbeat(batch, runs, worker, at);
        return new Heartbeat<>(Outbox.record(Topics.ITEM_EVENTS, batch, event, at), executions);
    }

    void phase(ItemRun run, PhasePace.Entered in) {
        var event =
                new ItemEvent.Phase(run, worker, in.phase(), in.phases(), in.message(), in.at());
        var _ =
                outbox.send(Topics.ITEM_EVENTS, run.batchId(), event, in.at())
                        .whenComplete((_, lost) -> {
                            if (lost != null) {
                                LOG.atError()
                                        .addKeyValue("jobId", run.jobId())
                                        .setCause(lost)
                                        .log("phase of an item could not be sent");
                            }
                        });
    }

    /// The result as it may travel: a large row is kept elsewhere and named.
    ItemResult fitting(ItemRun run, ItemResult result) throws IOException {
        return switch (result) {
            case ItemResult.Row(var fields) -> {
                // Read here, so that doubts of another form fail the item and not its readers.
                List<DoubtfulField> doubts = RowDetails.doubts(fields, mapper);
                byte[] json = json(fields);
                yield json.length <= LARGEST_ROW
                        ? result
                        : new ItemResult.StoredRow(
                                ports.rows().keep(run, json), json.length, doubts);
            }
            case ItemResult.Grouped _,
                    ItemResult.Separator _,
                    ItemResult.Ungrouped _,
                    ItemResult.StoredRow _ ->
                    result;
        };
    }

    private byte[] json(Object row) {
        try {
            return mapper.writeValueAsBytes(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result row can't be written as JSON", e);
        }
    }

    @Override
    public void ended(Execution<ItemTask> execution) {
        var item = execution.task().item();
        switch (execution.ending()) {
            case null -> {}
            case Ending.Done _ -> progress.succeeded(item.run());
            case Ending.Failed(var kind, _, _) when execution.task().isLast(kind) ->
                    progress.failed(item.run());
            case Ending.Failed _, Ending.Returned _ -> {}
        }
    }

    @Override
    public void counted(Collection<Execution<ItemTask>> running) {
        progress.running(
                running.stream()
                        .filter(Execution::isWorking)
                        .map(execution -> execution.task().item().run())
                        .collect(Collectors.groupingBy(ItemRun::key, Collectors.counting())));
    }
}
