package io.batchline.stage.send;

import io.batchline.contract.topic.Topic;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends records, many at once; each send says by a future when the broker has it. What is sent for
/// one key stays in order.
public final class Outbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String SOURCE = "stage-workers";

    /// Who sends must not hang when the broker is away: leases have to be watched meanwhile.
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(5);

    /// What was looked up at the start stays known, so that no send has to ask in between.
    private static final Duration TOPICS_STAY_KNOWN = Duration.ofDays(1);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;

    private Outbox(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    public static Outbox open(KafkaConnection connection, String clientId) {
        var properties = ClientProperties.producer(connection, clientId);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis());
        properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, TOPICS_STAY_KNOWN.toMillis());
        return new Outbox(new KafkaProducer<>(properties));
    }

    /// Looks these topics up, so that the first send to each does not wait for it.
    public void prepare(Collection<Topic<?, ?>> topics) {
        for (Topic<?, ?> topic : topics) {
            try {
                int partitions = producer.partitionsFor(topic.name()).size();
                LOG.atDebug()
                        .addKeyValue("topic", topic.name())
                        .addKeyValue("partitions", partitions)
                        .log("topic is known");
            } catch (TimeoutException e) {
                // The first send will ask again.
                LOG.atWarn()
                        .addKeyValue("topic", topic.name())
                        .setCause(e)
                        .log("topic could not be looked up in time");
            }
        }
    }

    /// The record as this program writes it, ready to be sent.
    public static <K, V> ProducerRecord<byte[], byte[]> record(
            Topic<K, V> topic, K key, V value, Instant at) {
        return topic.write(key, value, SOURCE, at);
    }

    public <K, V> CompletableFuture<Void> send(Topic<K, V> topic, K key, V value, Instant at) {
        return send(record(topic, key, value, at));
    }

    /// Sends a record that deletes the key.
    public <K> CompletableFuture<Void> delete(Topic<K, ?> topic, K key, Instant at) {
        return send(topic.tombstone(key, SOURCE, at));
    }

    /// Completes when the record is acknowledged, exceptionally when it never will be. It completes
    /// on the producer's thread: what hangs on it must not take long.
    public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        var acknowledged = new CompletableFuture<Void>();
        try {
            var _ =
                    producer.send(
                            record,
                            (_, failure) -> {
                                if (failure == null) {
                                    acknowledged.complete(null);
                                } else {
                                    acknowledged.completeExceptionally(failure);
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            // The producer is closed or can't go on: for the caller no other than a lost send.
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
