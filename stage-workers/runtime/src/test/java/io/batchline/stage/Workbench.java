package io.batchline.stage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.work.StageRun;
import io.batchline.contract.work.WorkItem;
import io.batchline.kafka.KafkaConnection;
import io.batchline.stage.send.Outbox;
import io.batchline.testkit.RecordCollector;
import io.batchline.testkit.TestBroker;
import io.batchline.testkit.TestTopics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// What a test needs to play the coordinator of one batch: it releases, and reads what workers say.
final class Workbench implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(40);
    static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final KafkaConnection kafka;
    private final Outbox outbox;
    private final BatchId batch = BatchId.random();

    Workbench() {
        this(TestBroker.shared().connection());
    }

    Workbench(KafkaConnection kafka) {
        this.kafka = kafka;
        TestTopics.ensureAll(kafka);
        this.outbox = Outbox.open(kafka, "test");
    }

    KafkaConnection kafka() {
        return kafka;
    }

    BatchId batch() {
        return batch;
    }

    RuntimeConfig config(int slots, int cores) {
        return new RuntimeConfig(
                kafka,
                new WorkerId("worker-" + UUID.randomUUID()),
                slots,
                cores,
                Timings.DEFAULT,
                Duration.ofMinutes(1),
                Clock.systemUTC());
    }

    /// A runtime that processes items by this function.
    StageRuntime processing(RuntimeConfig config, ScriptedWorkload.Work work) {
        var runtime = StageRuntime.open(config);
        runtime.runPerItem(Stage.PROCESS, ports(new ScriptedWorkload(work)));
        return runtime;
    }

    static ItemPorts ports(ScriptedWorkload workload) {
        return new ItemPorts(
                name ->
                        name.equals(ScriptedWorkload.NAME)
                                ? Optional.of(workload)
                                : Optional.empty(),
                _ -> {
                    throw new IllegalStateException("these tests open no source");
                },
                (run, json) ->
                        BlobKey.output(
                                run.batchId(),
                                1,
                                run.run(),
                                "row-%d-%d".formatted(run.index(), json.length)),
                (_, _, _) -> {
                    throw new IllegalStateException("these tests attach nothing");
                });
    }

    WorkItem item(int index, int run, int attempt, Duration timeout) {
        return new WorkItem(
                new ItemRun(
                        new StageKey(batch, 1, Stage.PROCESS),
                        JobId.of(batch, index),
                        index,
                        run,
                        attempt),
                new Item(JobId.of(batch, index), index, "item " + index, NOTHING),
                null,
                ScriptedWorkload.NAME,
                NOTHING,
                source(),
                new BatchLimits(OptionalInt.empty(), timeout, 3, 100),
                0,
                null);
    }

    WorkItem item(int index) {
        return item(index, 1, 1, Duration.ofMinutes(1));
    }

    private BatchSource source() {
        return new BatchSource(BlobKey.source(batch), "source", 1);
    }

    void release(WorkItem item) {
        send(Topics.work(item.run().stage(), Priority.NORMAL), item.run().jobId(), item);
    }

    /// Releases as many first runs.
    void release(int items) {
        for (int index = 0; index < items; index++) {
            release(item(index));
        }
    }

    StageRun stageRun(Stage stage) {
        return new StageRun(
                new StageKey(batch, 1, stage),
                1,
                definition(),
                source(),
                10,
                null,
                List.of(),
                Instant.now());
    }

    private BatchDefinition definition() {
        return new BatchDefinition(
                batch,
                TenantId.DEFAULT,
                "admin",
                ScriptedWorkload.NAME,
                "a test",
                null,
                Priority.NORMAL,
                new BatchLimits(OptionalInt.empty(), Duration.ofMinutes(1), 3, 100),
                StartMode.AUTO,
                NOTHING,
                new Labels(Map.of(), "things"),
                Instant.now());
    }

    void batchIs(BatchStatus status) {
        batchIs(status, 0);
    }

    /// The batch goes on under these terms.
    void termsAre(int terms) {
        batchIs(BatchStatus.PROCESSING, terms);
    }

    private void batchIs(BatchStatus status, int terms) {
        var state =
                new Batch(
                        definition(),
                        status,
                        Stage.PROCESS,
                        1,
                        terms,
                        Counts.NONE,
                        List.of(),
                        source(),
                        null,
                        null,
                        null,
                        new Batch.BatchTimes(null, null, Instant.now()));
        send(Topics.BATCHES, batch, state);
    }

    <K, V> void send(Topic<K, V> topic, K key, V value) {
        outbox.send(topic, key, value, Instant.now()).join();
    }

    Outbox outbox() {
        return outbox;
    }

    /// Waits until the events of this bench's batch satisfy the condition, and gives them.
    List<ItemEvent> events(Predicate<List<ItemEvent>> condition) {
        try (var collector = RecordCollector.of(kafka, Topics.ITEM_EVENTS)) {
            var found = new ArrayList<ItemEvent>();
            collector.until(
                    seen -> {
                        found.clear();
                        for (var each : seen) {
                            if (each.key().equals(batch) && each.value() != null) {
                                found.add(each.value());
                            }
                        }
                        return condition.test(found);
                    },
                    DEADLINE);
            return found;
        }
    }

    /// Waits until this many events of the kind are there, and gives them.
    <E extends ItemEvent> List<E> events(Class<E> kind, int atLeast) {
        return of(kind, events(all -> of(kind, all).size() >= atLeast));
    }

    static <E extends ItemEvent> List<E> of(Class<E> kind, List<ItemEvent> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public void close() {
        outbox.close();
    }

    static long ended(List<ItemEvent> events) {
        Set<Class<? extends ItemEvent>> ends =
                Set.of(ItemEvent.Succeeded.class, ItemEvent.Failed.class, ItemEvent.Returned.class);
        return events.stream().filter(event -> ends.contains(event.getClass())).count();
    }

    static List<ItemEvent.OfItem> ofItem(List<ItemEvent> events, int index) {
        return of(ItemEvent.OfItem.class, events).stream()
                .filter(event -> event.run().index() == index)
                .toList();
    }

    static ItemEvent.Failed failed(List<ItemEvent> events, int index) {
        return (ItemEvent.Failed) ofItem(events, index).getLast();
    }
}
