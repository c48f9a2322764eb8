package io.batchline.reader;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Up to where each partition has been delivered, kept across consumers, so that a new connection
/// goes on where the last one broke. Used by the reader's thread only.
final class Positions {
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Set<TopicPartition> fromNow;

    /// @param fromNow partitions of which nothing is wanted that is there already
    Positions(Set<TopicPartition> fromNow) {
        this.fromNow = Set.copyOf(fromNow);
    }

    void delivered(TopicPartition partition, long offset) {
        next.put(partition, offset + 1);
    }

    /// Puts a new consumer where the last one was, or where reading begins.
    void seek(Consumer<?, ?> consumer) {
        for (TopicPartition partition : consumer.assignment()) {
            Long offset = next.get(partition);
            if (offset == null && fromNow.contains(partition)) {
                consumer.seekToEnd(List.of(partition));
                // From here on also when the connection breaks before anything has come.
                next.put(partition, consumer.position(partition));
            } else if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
    }

    /// How many positions lie between a consumer and these ends. Positions, not records: control
    /// records and compacted ones are passed over without being seen.
    static long behind(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        long behind = 0;
        for (var end : ends.entrySet()) {
            behind += Math.max(0, end.getValue() - consumer.position(end.getKey()));
        }
        return behind;
    }
}
