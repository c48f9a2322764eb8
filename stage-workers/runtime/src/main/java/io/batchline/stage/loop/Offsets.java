package io.batchline.stage.loop;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Which offsets cover some records.
public final class Offsets {
    private Offsets() {}

    /// The offsets to commit so that these records, and all before them in their partitions, are
    /// done with.
    public static Map<TopicPartition, OffsetAndMetadata> after(
            Collection<ConsumerRecord<byte[], byte[]>> records) {
        var next = new HashMap<TopicPartition, Long>();
        for (var record : records) {
            next.merge(PartitionBuffers.partition(record), record.offset() + 1, Math::max);
        }
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        return offsets;
    }
}
