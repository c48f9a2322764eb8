package io.batchline.coordinator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.contract.work.StageRun;
import io.batchline.contract.work.WorkItem;
import io.batchline.contract.worker.WorkerInfo;
import io.batchline.coordinator.decide.Timings;
import io.batchline.coordinator.state.Shelf;
import io.batchline.coordinator.topology.CoordinatorTopology;
import io.batchline.coordinator.topology.NativeMemory;
import io.batchline.coordinator.topology.StreamsProperties;
import io.batchline.kafka.KafkaConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/// A coordinator with all its topics and no broker. Time stands until it is moved.
final class World implements AutoCloseable {
    static final Timings TIMINGS = Timings.DEFAULT;

    private static final Duration TICK = TIMINGS.tick();

    final TestClock clock = new TestClock();

    private final long seed;
    private final Path folder;
    private final NativeMemory memory = new NativeMemory();
    private final Map<String, List<TestRecord<byte[], byte[]>>> written = new HashMap<>();
    private final Map<String, List<?>> decoded = new HashMap<>();
    private TopologyTestDriver driver;

    World() {
        this(1);
    }

    World(long seed) {
        this.seed = seed;
        try {
            folder = Files.createTempDirectory("coordinator-world-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        driver = begin();
    }

    private TopologyTestDriver begin() {
        return new TopologyTestDriver(
                CoordinatorTopology.of(clock, TIMINGS, () -> new SplittableRandom(seed)),
                StreamsProperties.of(
                        KafkaConnection.plain("none:1"), "world", "one", folder, 1, memory),
                clock.instant());
    }

    /// Stops the coordinator and starts it again: it has what it stored and nothing else.
    void restart() {
        var kept = new ArrayList<KeyValue<String, byte[]>>();
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(Shelf.STORE);
        try (var all = store.all()) {
            all.forEachRemaining(kept::add);
        }
        var tables = Map.of(Topics.WORKERS.name(), newest(Topics.WORKERS.name()));
        driver.close();
        driver = begin();
        KeyValueStore<String, byte[]> again = driver.getKeyValueStore(Shelf.STORE);
        kept.forEach(entry -> again.put(entry.key, entry.value));
        tables.forEach((topic, records) -> records.forEach(each -> pipe(topic, each)));
        newest(Topics.BATCHES.name()).forEach(each -> pipe(Topics.BATCHES.name(), each));
    }

    private List<TestRecord<byte[], byte[]>> newest(String topic) {
        var byKey = new HashMap<String, TestRecord<byte[], byte[]>>();
        written.getOrDefault(topic, List.of())
                .forEach(each -> byKey.put(new String(each.key(), UTF_8), each));
        return List.copyOf(byKey.values());
    }

    void pass(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minus(TICK)) {
            Duration step = left.compareTo(TICK) < 0 ? left : TICK;
            clock.pass(step);
            driver.advanceWallClockTime(step);
            drain();
        }
    }

    void send(BatchCommand command) {
        send(Topics.BATCH_COMMANDS, command.batchId(), command);
    }

    void send(StageEvent event) {
        send(Topics.STAGE_EVENTS, event.key().batchId(), event);
    }

    void send(ItemFound found) {
        send(Topics.ITEMS, found.batchId(), found);
    }

    void send(ItemEvent event) {
        send(Topics.ITEM_EVENTS, event.batchId(), event);
    }

    void send(WorkerInfo worker) {
        var written = Topics.WORKERS.write(worker.workerId(), worker, "test", clock.instant());
        var each = new TestRecord<byte[], byte[]>(written.key(), written.value(), clock.instant());
        this.written.computeIfAbsent(Topics.WORKERS.name(), _ -> new ArrayList<>()).add(each);
        pipe(Topics.WORKERS.name(), each);
    }

    /// An event that was written that long ago and is read only now.
    void rawOld(ItemEvent event, Duration ago) {
        var written = Topics.ITEM_EVENTS.write(event.batchId(), event, "test", clock.instant());
        raw(Topics.ITEM_EVENTS.name(), written.key(), written.value(), clock.instant().minus(ago));
    }

    <K, V> void send(Topic<K, V> topic, K key, V value) {
        var written = topic.write(key, value, "test", clock.instant());
        raw(topic.name(), written.key(), written.value(), clock.instant());
    }

    void raw(String topic, byte @Nullable [] key, byte @Nullable [] value, Instant at) {
        Headers headers = new RecordHeaders().add("origin", "test".getBytes(UTF_8));
        pipe(topic, new TestRecord<>(key, value, headers, at));
    }

    private void pipe(String topic, TestRecord<byte[], byte[]> each) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(each);
        drain();
    }

    private void drain() {
        for (String topic : driver.producedTopicNames()) {
            var out =
                    driver.createOutputTopic(
                            topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            if (!out.isEmpty()) {
                written.computeIfAbsent(topic, _ -> new ArrayList<>())
                        .addAll(out.readRecordsToList());
            }
        }
    }

    List<Batch> snapshots(BatchId id) {
        return values(Topics.BATCHES).stream()
                .filter(batch -> batch.definition().batchId().equals(id))
                .toList();
    }

    Batch batch(BatchId id) {
        return snapshots(id).getLast();
    }

    List<StageRun> runs(Stage stage) {
        return values(Topics.stageRuns(stage));
    }

    /// Everything released in a stage, in order within a priority.
    List<WorkItem> work(Stage stage) {
        var all = new ArrayList<WorkItem>();
        for (var priority : Priority.values()) {
            all.addAll(values(Topics.work(stage, priority)));
        }
        return all;
    }

    List<Progress> progress(BatchId id) {
        return values(Topics.PROGRESS).stream().filter(each -> each.batchId().equals(id)).toList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return List.copyOf(written.getOrDefault(Topics.DEAD_LETTERS.name(), List.of()));
    }

    /// The keys of the topic that have a value now: what compaction leaves of it.
    Set<String> keysHeld(Topic<?, ?> topic) {
        return newest(topic.name()).stream()
                .filter(each -> each.value() != null)
                .map(each -> new String(each.key(), UTF_8))
                .collect(Collectors.toSet());
    }

    /// The keys of the topic whose newest record deletes them.
    Set<String> keysDeleted(Topic<?, ?> topic) {
        return newest(topic.name()).stream()
                .filter(each -> each.value() == null)
                .map(each -> new String(each.key(), UTF_8))
                .collect(Collectors.toSet());
    }

    /// The keys of the coordinator's own store.
    Set<String> keysStored() {
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(Shelf.STORE);
        var keys = new HashSet<String>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    /// How many records left, to any topic but the store's own.
    int recordsWritten() {
        return written.entrySet().stream()
                .filter(topic -> !topic.getKey().endsWith("-changelog"))
                .mapToInt(topic -> topic.getValue().size())
                .sum();
    }

    /// What the store holds under keys of this kind.
    List<String> stored(String kind) {
        var keys = new ArrayList<String>();
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(Shelf.STORE);
        try (var all = store.range(kind, kind + "}")) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    // Each record is decoded once, however often a test asks for all of them.
    @SuppressWarnings("unchecked")
    <V> List<V> values(Topic<?, V> topic) {
        var records =
                written.getOrDefault(topic.name(), List.of()).stream()
                        .filter(each -> each.value() != null)
                        .toList();
        var known = (List<V>) decoded.computeIfAbsent(topic.name(), _ -> new ArrayList<>());
        for (var each : records.subList(known.size(), records.size())) {
            known.add(decoded(topic, each.value()));
        }
        return List.copyOf(known);
    }

    private static <V> V decoded(Topic<?, V> topic, byte[] bytes) {
        try {
            return topic.values().decode(bytes);
        } catch (UnreadableRecordException e) {
            throw new AssertionError("the coordinator wrote what nobody can read", e);
        }
    }

    @Override
    public void close() {
        driver.close();
        memory.close();
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
