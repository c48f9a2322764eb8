package io.batchline.stage.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Records that were polled and not yet taken up, per partition and in order. Taking goes round the
/// partitions of a topic.
public final class PartitionBuffers {
    private final int enough;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> buffers =
            new LinkedHashMap<>();

    /// @param enough a partition that holds this many is full
    public PartitionBuffers(int enough) {
        this.enough = enough;
    }

    public void add(ConsumerRecord<byte[], byte[]> record) {
        buffers.computeIfAbsent(partition(record), _ -> new ArrayDeque<>()).addLast(record);
    }

    /// Puts records back that were taken, in the order in which they were taken.
    public void putBack(List<ConsumerRecord<byte[], byte[]>> records) {
        for (var record : records.reversed()) {
            buffers.computeIfAbsent(partition(record), _ -> new ArrayDeque<>()).addFirst(record);
        }
    }

    /// How many records each topic has here.
    public Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        buffers.forEach(
                (partition, queue) -> counts.merge(partition.topic(), queue.size(), Integer::sum));
        return counts;
    }

    /// Takes one record of each named topic, as often as it is named.
    ///
    /// @throws IllegalArgumentException when a topic has fewer
    public List<ConsumerRecord<byte[], byte[]>> take(List<String> topics) {
        var taken = new ArrayList<ConsumerRecord<byte[], byte[]>>(topics.size());
        for (String topic : topics) {
            taken.add(takeOne(topic));
        }
        return taken;
    }

    private ConsumerRecord<byte[], byte[]> takeOne(String topic) {
        TopicPartition partition = next(topic);
        // Out, and in again at the end of the line, so that each partition has its turn.
        var queue = buffers.remove(partition);
        if (queue == null) {
            throw new IllegalStateException("no buffer of " + partition);
        }
        var record = queue.removeFirst();
        if (!queue.isEmpty()) {
            buffers.put(partition, queue);
        }
        return record;
    }

    /// The partition of a topic that waits longest; a partition without records is not here.
    private TopicPartition next(String topic) {
        return buffers.keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("nothing is buffered of topic " + topic));
    }

    /// The partitions that hold enough.
    public Set<TopicPartition> full() {
        var full = new HashSet<TopicPartition>();
        buffers.forEach((partition, queue) -> {
            if (queue.size() >= enough) {
                full.add(partition);
            }
        });
        return full;
    }

    public void drop(Collection<TopicPartition> partitions) {
        buffers.keySet().removeAll(Set.copyOf(partitions));
    }

    public void clear() {
        buffers.clear();
    }

    public boolean isEmpty() {
        return buffers.isEmpty();
    }

    public static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
