package io.batchline.bench;

import io.batchline.coordinator.CoordinatorConfig;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// What lies in the coordinator's changelog.
///
/// @param live bytes of keys and values that are not superseded: the stores' content
/// @param read bytes of all that is there
/// @param records how many that are
record ChangelogSize(long live, long read, long records) {
    private static final String TOPIC =
            CoordinatorConfig.APPLICATION_ID + "-batches-and-items-changelog";
    private static final Duration POLL = Duration.ofMillis(100);

    static ChangelogSize read(KafkaConnection kafka) {
        Map<String, Integer> newest = new HashMap<>();
        long read = 0;
        long records = 0;
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(ClientProperties.reader(kafka, "changelog"))) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(TOPIC).stream()
                            .map(it -> new TopicPartition(it.topic(), it.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    records++;
                    read += each.serializedKeySize() + Math.max(0, each.serializedValueSize());
                    String key = new String(each.key(), StandardCharsets.UTF_8);
                    if (each.value() == null) {
                        newest.remove(key);
                    } else {
                        newest.put(key, each.key().length + each.value().length);
                    }
                }
            }
        }
        long live = newest.values().stream().mapToLong(Integer::longValue).sum();
        return new ChangelogSize(live, read, records);
    }
}
