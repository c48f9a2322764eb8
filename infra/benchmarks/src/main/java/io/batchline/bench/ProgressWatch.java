package io.batchline.bench;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A batch's progress as a client sees it, and for how long it stood still. Used by one thread.
final class ProgressWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private long movedAt = System.nanoTime();
    private Duration longest = Duration.ZERO;
    private long done = -1;

    ProgressWatch(KafkaConnection kafka) {
        consumer = new KafkaConsumer<>(ClientProperties.reader(kafka, "progress-watch"));
        List<TopicPartition> partitions =
                IntStream.range(0, Topics.PROGRESS.partitions())
                        .mapToObj(number -> new TopicPartition(Topics.PROGRESS.name(), number))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Reads until a headline of the batch is as wanted.
    void until(BatchId id, Predicate<Progress> wanted, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        boolean reached = false;
        while (!reached) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "batch %s is not there within %s: %d done".formatted(id, within, done));
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Progress progress = headline(record, id);
                if (progress != null) {
                    note(progress);
                    reached = reached || wanted.test(progress);
                }
            }
        }
    }

    private void note(Progress progress) {
        long now = System.nanoTime();
        if (progress.itemsProcessed() != done || progress.stage().isTerminal()) {
            Duration stood = Duration.ofNanos(now - movedAt);
            longest = stood.compareTo(longest) > 0 ? stood : longest;
            movedAt = now;
            done = progress.itemsProcessed();
        }
    }

    private static @Nullable Progress headline(ConsumerRecord<byte[], byte[]> record, BatchId id) {
        try {
            var key = Topics.PROGRESS.keys().decode(record.key());
            boolean wanted = record.value() != null && key.worker() == null;
            Progress progress = wanted ? Topics.PROGRESS.values().decode(record.value()) : null;
            return progress != null && progress.batchId().equals(id) ? progress : null;
        } catch (UnreadableRecordException e) {
            throw new IllegalStateException(e);
        }
    }

    Duration longestStandstill() {
        return longest;
    }

    void forgetStandstill() {
        longest = Duration.ZERO;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
