package io.batchline.bench;

import io.batchline.contract.id.JobId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Which items are at work where, by the event log. Used by one thread.
final class StartedItems implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<JobId, WorkerId> running = new HashMap<>();
    private final Map<JobId, Instant> startedAt = new HashMap<>();

    StartedItems(KafkaConnection kafka) {
        consumer = new KafkaConsumer<>(ClientProperties.reader(kafka, "started-items"));
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < Topics.ITEM_EVENTS.partitions(); partition++) {
            partitions.add(new TopicPartition(Topics.ITEM_EVENTS.name(), partition));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Reads what is new.
    void look() {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
            try {
                take(Topics.ITEM_EVENTS.values().decode(each.value()));
            } catch (UnreadableRecordException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void take(ItemEvent event) {
        if (event instanceof ItemEvent.OfItem of && of.run().stage() == Stage.PROCESS) {
            JobId item = of.run().jobId();
            switch (of) {
                case ItemEvent.Started started -> {
                    running.put(item, started.worker());
                    startedAt.put(item, started.at());
                }
                case ItemEvent.Phase _ -> {}
                case ItemEvent.Succeeded _, ItemEvent.Failed _, ItemEvent.Returned _ ->
                        running.remove(item);
            }
        }
    }

    /// The items that run at that worker.
    Set<JobId> at(WorkerId worker) {
        var items = new HashSet<JobId>();
        running.forEach((item, by) -> {
            if (by.equals(worker)) {
                items.add(item);
            }
        });
        return items;
    }

    /// When the item was begun last.
    Instant startedAt(JobId item) {
        return startedAt.getOrDefault(item, Instant.EPOCH);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
