package io.batchline.coordinator.topology;

import io.batchline.contract.topic.Topics;
import io.batchline.coordinator.decide.Timings;
import io.batchline.coordinator.state.Shelf;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.state.Stores;

/// What is read, by whom, and where it is written: four topics keyed by batch into one processor
/// with one store, two global tables, and one sink that sends a record where the record says.
public final class CoordinatorTopology {
    private static final String SOURCE = "events";
    private static final String PROCESSOR = "coordinator";
    private static final String SINK = "written";

    /// After a hard kill the store is built anew from its changelog, so what is superseded goes
    /// soon: an item is written about ten times and then dropped.
    private static final Map<String, String> CHANGELOG =
            Map.of(
                    TopicConfig.SEGMENT_BYTES_CONFIG,
                    Integer.toString(16 * 1024 * 1024),
                    TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                    "0.25",
                    TopicConfig.DELETE_RETENTION_MS_CONFIG,
                    Long.toString(Duration.ofHours(1).toMillis()));

    private CoordinatorTopology() {}

    /// @param chances one generator for each task, for the jitter of retries of per-batch stages
    public static Topology of(Clock clock, Timings timings, Supplier<RandomGenerator> chances) {
        var bytes = new ByteArrayDeserializer();
        var suspects = new Suspects();
        var topology = new Topology();
        ClusterTables.addTo(topology);
        return topology.addSource(
                        SOURCE,
                        bytes,
                        bytes,
                        Topics.BATCH_COMMANDS.name(),
                        Topics.STAGE_EVENTS.name(),
                        Topics.ITEMS.name(),
                        Topics.ITEM_EVENTS.name())
                .addProcessor(
                        PROCESSOR,
                        () -> new CoordinatorProcessor(clock, timings, chances.get(), suspects),
                        SOURCE)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(Shelf.STORE),
                                        Serdes.String(),
                                        Serdes.ByteArray())
                                .withCachingDisabled()
                                .withLoggingEnabled(CHANGELOG),
                        PROCESSOR)
                .addSink(SINK, TOPIC, new ByteArraySerializer(), VALUE, PARTITION, PROCESSOR);
    }

    private static final TopicNameExtractor<byte[], ProducerRecord<byte[], byte[]>> TOPIC =
            (_, written, _) -> written.topic();

    private static final Serializer<ProducerRecord<byte[], byte[]>> VALUE =
            (_, written) -> written.value();

    private static final StreamPartitioner<byte[], ProducerRecord<byte[], byte[]>> PARTITION =
            (_, _, written, _) -> Optional.of(Set.of(written.partition()));
}
