package io.batchline.contract.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// A topic as a type.
///
/// @param partitions fixed for a topic's life
/// @param partitionedBy the part of the key that decides the partition; the same text lands on
///   partitions of the same number in all topics with as many partitions
public record Topic<K, V>(
        String name,
        Codec<K> keys,
        Codec<V> values,
        int partitions,
        Function<K, String> partitionedBy,
        TopicPolicy policy) {

    /// The partition of a key, among this topic's declared ones.
    public int partition(K key) {
        return partitionOf(partitionedBy.apply(key), partitions);
    }

    /// A record ready to be sent, with its CloudEvents headers.
    ///
    /// @param source the program that writes, for example `ingest-service`
    public ProducerRecord<byte[], byte[]> write(K key, V value, String source, Instant at) {
        byte[] encoded = keys.encode(key);
        return new ProducerRecord<>(
                name,
                partition(key),
                at.toEpochMilli(),
                encoded,
                values.encode(value),
                CloudEventHeaders.of(
                        source,
                        CloudEventHeaders.type(value.getClass()),
                        new String(encoded, StandardCharsets.UTF_8),
                        at));
    }

    /// A record that deletes the key: an event without data, so without a value.
    ///
    /// @param source the program that writes
    public ProducerRecord<byte[], byte[]> tombstone(K key, String source, Instant at) {
        byte[] encoded = keys.encode(key);
        return new ProducerRecord<>(
                name,
                partition(key),
                at.toEpochMilli(),
                encoded,
                (byte @Nullable []) null,
                CloudEventHeaders.withoutData(
                        source, deletedType(), new String(encoded, StandardCharsets.UTF_8), at));
    }

    /// The CloudEvents type of a record that deletes a key.
    public String deletedType() {
        return CloudEventHeaders.type(values.name()) + ".deleted";
    }

    /// The partition of a text among `partitions`, as Kafka's own partitioner has it for a key.
    static int partitionOf(String text, int partitions) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
    }
}
