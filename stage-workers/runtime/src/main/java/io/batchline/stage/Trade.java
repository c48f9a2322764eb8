package io.batchline.stage;

import io.batchline.contract.topic.UnreadableRecordException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What one stage's records are and how its workers say that they live.
///
/// @param <T> what a record is read to
interface Trade<T extends Task> {
    /// The stage's topics, and how often each is served compared to the others.
    Map<String, Integer> topicWeights();

    T read(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException;

    /// The signs of life of these tasks, each with the tasks that it renews.
    List<Heartbeat<T>> heartbeats(Collection<Execution<T>> executions, Instant at);

    /// Called once for each task, when it is over.
    void ended(Execution<T> execution);

    /// Called now and then with the tasks that are claimed.
    void counted(Collection<Execution<T>> running);

    /// @param renews whose leases it renews once it is acknowledged
    record Heartbeat<T extends Task>(
            ProducerRecord<byte[], byte[]> event, List<Execution<T>> renews) {
        public Heartbeat {
            renews = List.copyOf(renews);
        }
    }
}
