package io.batchline.testkit;

import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Reads a topic from its beginning, committed records only, and remembers all it has seen. For one
/// thread.
public final class RecordCollector<K, V> implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(100);

    /// @param value null for a tombstone
    public record Seen<K, V>(K key, @Nullable V value, ConsumerRecord<byte[], byte[]> record) {}

    private final Topic<K, V> topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Seen<K, V>> seen = new ArrayList<>();

    private RecordCollector(Topic<K, V> topic, KafkaConsumer<byte[], byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
    }

    public static <K, V> RecordCollector<K, V> of(KafkaConnection connection, Topic<K, V> topic) {
        var consumer =
                new KafkaConsumer<byte[], byte[]>(
                        ClientProperties.reader(connection, "collector-" + topic.name()));
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new RecordCollector<>(topic, consumer);
    }

    /// Everything the topic holds now, and what was seen before.
    public List<Seen<K, V>> all() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
        return List.copyOf(seen);
    }

    /// Reads until what was seen satisfies the condition.
    ///
    /// @throws AssertionError after the deadline, with all that was seen
    public List<Seen<K, V>> until(Predicate<List<Seen<K, V>>> condition, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.test(List.copyOf(seen))) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "after %s the topic %s holds only %s"
                                .formatted(deadline, topic.name(), values()));
            }
            poll();
        }
        return List.copyOf(seen);
    }

    /// The values seen so far, tombstones left out.
    public List<V> values() {
        List<V> values = new ArrayList<>();
        for (Seen<K, V> each : seen) {
            V value = each.value();
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(STEP)) {
            seen.add(decoded(each));
        }
    }

    private Seen<K, V> decoded(ConsumerRecord<byte[], byte[]> found) {
        byte @Nullable [] value = found.value();
        try {
            return new Seen<>(
                    topic.keys().decode(found.key()),
                    value == null ? null : topic.values().decode(value),
                    found);
        } catch (UnreadableRecordException e) {
            throw new AssertionError(
                    "a record of %s can't be read: %s".formatted(topic.name(), found), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
