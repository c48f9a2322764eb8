package io.batchline.coordinator.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.InLine;
import io.batchline.contract.topic.Codec;
import io.batchline.contract.topic.Json;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.contract.worker.WorkerInfo;
import io.batchline.coordinator.decide.Cluster;
import io.batchline.coordinator.live.ClusterView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;

/// The two global tables: the workers as they announce themselves, and each batch at work as it
/// stands in line. Held in memory, small, and read in anew at each start.
final class ClusterTables implements ClusterView {
    private static final String WORKERS = "workers-alive";
    private static final String BATCHES = "batches-at-work";

    private static final JsonMapper IN_LINE = Json.mapper();

    /// Both tables are read through at most this often, not at each event.
    private static final Duration FRESH = Duration.ofMillis(200);

    private final ReadOnlyKeyValueStore<String, byte[]> workers;
    private final ReadOnlyKeyValueStore<String, byte[]> batches;
    private Cluster seen = Cluster.UNKNOWN;
    private Instant seenAt = Instant.EPOCH;

    private ClusterTables(
            ReadOnlyKeyValueStore<String, byte[]> workers,
            ReadOnlyKeyValueStore<String, byte[]> batches) {
        this.workers = workers;
        this.batches = batches;
    }

    static ClusterTables in(ProcessorContext<?, ?> context) {
        return new ClusterTables(context.getStateStore(WORKERS), context.getStateStore(BATCHES));
    }

    static void addTo(Topology topology) {
        add(topology, WORKERS, Topics.WORKERS, (_, bytes) -> Optional.of(bytes));
        add(
                topology,
                BATCHES,
                Topics.BATCHES,
                (batch, _) -> InLine.of(batch).map(ClusterTables::written));
    }

    private static <V> void add(
            Topology topology, String table, Topic<?, V> topic, TableProcessor.Kept<V> kept) {
        var builder =
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(table),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withLoggingDisabled();
        topology.addGlobalStore(
                builder,
                table + "-source",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic.name(),
                table + "-table",
                () -> new TableProcessor<>(table, topic, kept));
    }

    private static byte[] written(InLine batch) {
        try {
            return IN_LINE.writeValueAsBytes(batch);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a batch in line can't be written as JSON", e);
        }
    }

    private static InLine read(byte[] written) {
        try {
            return IN_LINE.readValue(written, InLine.class);
        } catch (IOException e) {
            throw new IllegalStateException("the table of batches is broken", e);
        }
    }

    @Override
    public Cluster at(Instant now) {
        if (Duration.between(seenAt, now).abs().compareTo(FRESH) >= 0) {
            seen = Cluster.of(workers(), batchesInLine(), now);
            seenAt = now;
        }
        return seen;
    }

    private List<InLine> batchesInLine() {
        var found = new ArrayList<InLine>();
        try (var all = batches.all()) {
            all.forEachRemaining(entry -> found.add(read(entry.value)));
        }
        return found;
    }

    private List<WorkerInfo> workers() {
        Codec<WorkerInfo> codec = Topics.WORKERS.values();
        var found = new ArrayList<WorkerInfo>();
        try (var all = workers.all()) {
            while (all.hasNext()) {
                found.add(codec.decode(all.next().value));
            }
        } catch (UnreadableRecordException e) {
            // Only what could be read was put into the table.
            throw new IllegalStateException("the table of workers is broken", e);
        }
        return found;
    }
}
