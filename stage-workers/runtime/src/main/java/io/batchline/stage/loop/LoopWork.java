package io.batchline.stage.loop;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// What a [PollLoop] polls for. Every method is called on the loop's thread and returns at once:
/// what takes time happens elsewhere, and is looked at in the next [#step].
public interface LoopWork {
    /// A new consumer begins to poll.
    ///
    /// @param wake ends the poll that is waiting, or the next one, so that a step follows at once;
    ///   for any thread
    void connected(Runnable wake);

    /// Takes a record that was polled.
    void received(ConsumerRecord<byte[], byte[]> record);

    /// Called after every poll, whether it brought records or not.
    void step(Commits commits);

    /// The partitions from which nothing more is wanted now.
    Set<TopicPartition> full();

    /// These partitions are another member's now, or nobody's.
    void gone(Collection<TopicPartition> partitions);

    /// The consumer is closed: every partition is gone, and no answer comes any more.
    void disconnected();

    /// How long the next poll may wait for records, unless something wakes it.
    Duration patience();

    /// Take nothing more up; bring what is between two steps to its end.
    void stop();

    /// Whether nothing is between two steps.
    boolean isQuiet();
}
