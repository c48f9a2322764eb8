package io.batchline.coordinator.topology;

import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/// Every property of the Streams program.
public final class StreamsProperties {
    /// How long released items may wait; what people wait for is committed at once.
    private static final Duration COMMIT = Duration.ofMillis(200);

    /// A dead owner's open transaction keeps readers waiting for this long at most; a pause of this
    /// length costs a transaction that is begun anew.
    private static final Duration TRANSACTION = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int POLL_RECORDS = 500;
    private static final int BUFFERED_RECORDS = 500;

    private StreamsProperties() {}

    /// @param instance this process among the coordinators; the same after a restart
    /// @param stateFolder where the stores lie, of this process alone
    public static Properties of(
            KafkaConnection connection,
            String applicationId,
            String instance,
            Path stateFolder,
            int threads,
            NativeMemory memory) {
        var properties = new Properties();
        properties.putAll(connection.security());
        properties.putAll(
                Map.of(
                        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                        connection.bootstrapServers(),
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        applicationId,
                        StreamsConfig.CLIENT_ID_CONFIG,
                        applicationId + "-" + instance,
                        StreamsConfig.STATE_DIR_CONFIG,
                        stateFolder.toString(),
                        StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                        threads));
        streams(properties, memory);
        membership(properties, instance);
        clients(properties);
        return properties;
    }

    private static void streams(Properties properties, NativeMemory memory) {
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT.toMillis());
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL.toMillis());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        properties.put(
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
                UsePartitionTimeOnInvalidTimestamp.class.getName());
        properties.put(
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class.getName());
        properties.put(
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class.getName());
        properties.put(
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName());
        properties.put(BoundedRocksDb.MEMORY, memory);
        properties.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        properties.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    }

    private static void membership(Properties properties, String instance) {
        Duration session = ClientProperties.SESSION;
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
        properties.put(
                StreamsConfig.mainConsumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG),
                instance);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                (int) session.toMillis());
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                (int) session.toMillis() / 4);
    }

    private static void clients(Properties properties) {
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS);
        // Readers see nothing before the commit, and the commit sends what lingers.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                (int) COMMIT.multipliedBy(2).toMillis());
        // More in flight come out of order where a transaction's end and the next one's first
        // records
        // meet, and are sent again and again.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
                1);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                (int) TRANSACTION.toMillis());
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    }
}
