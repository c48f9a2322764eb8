package io.batchline.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.stage.StageKind;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.contract.work.StageRun;
import io.batchline.contract.work.WorkItem;
import io.batchline.contract.worker.WorkerInfo;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Workers as fast as can be: one thread that answers whatever the coordinator releases at once, as
/// begun and done, without claims, commits and work. What is measured beside it is the coordinator
/// and the broker.
final class EchoWorkers implements AutoCloseable {
    private static final String NAME = "echo";
    private static final WorkerId ID = new WorkerId(NAME);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final ItemResult ROW =
            new ItemResult.Row(JsonNodeFactory.instance.objectNode().put("number", 1));

    private final int items;
    private final int slots;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<BatchId, Batch> batches = new ConcurrentHashMap<>();
    private final List<ConsumerRecord<byte[], byte[]>> kept = new ArrayList<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Thread thread;
    private Instant announcedAt = Instant.EPOCH;
    private volatile boolean answering = true;
    private volatile boolean closing;
    private volatile Instant releasedAt = Instant.EPOCH;

    /// @param items that extract finds in every batch
    /// @param slots that the workers are said to have
    EchoWorkers(KafkaConnection kafka, int items, int slots) {
        this.items = items;
        this.slots = slots;
        this.producer = new KafkaProducer<>(ClientProperties.producer(kafka, NAME));
        this.consumer = new KafkaConsumer<>(ClientProperties.reader(kafka, NAME));
        List<TopicPartition> partitions = partitions();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        announce();
        this.thread = Thread.ofPlatform().name(NAME).start(this::run);
    }

    private static List<TopicPartition> partitions() {
        List<TopicPartition> partitions = new ArrayList<>();
        addAll(Topics.BATCHES, partitions);
        for (Stage stage : Stage.values()) {
            addAll(
                    stage.kind() == StageKind.PER_BATCH
                            ? Topics.stageRuns(stage)
                            : Topics.work(stage, Priority.NORMAL),
                    partitions);
        }
        return partitions;
    }

    private static void addAll(Topic<?, ?> topic, List<TopicPartition> partitions) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
            partitions.add(new TopicPartition(topic.name(), partition));
        }
    }

    /// A batch as it was published last; null before.
    @Nullable Batch batch(BatchId id) {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return batches.get(id);
    }

    /// When the newest record that asks for work was read.
    Instant releasedAt() {
        return releasedAt;
    }

    /// Whether what is released is answered, or kept until it is again.
    void answer(boolean now) {
        answering = now;
    }

    <K, V> void send(Topic<K, V> topic, K key, V value) {
        var _ =
                producer.send(
                        topic.write(key, value, NAME, Instant.now()),
                        (_, lost) -> {
                            if (lost != null) {
                                failure.compareAndSet(null, new IllegalStateException(lost));
                            }
                        });
    }

    private void run() {
        try (consumer) {
            while (!closing) {
                announceIfDue();
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    take(each);
                }
                if (answering) {
                    answerKept();
                }
            }
        } catch (UnreadableRecordException e) {
            failure.compareAndSet(null, new IllegalStateException(e));
        }
    }

    private void answerKept() throws UnreadableRecordException {
        for (ConsumerRecord<byte[], byte[]> each : kept) {
            answer(each);
        }
        kept.clear();
    }

    private void take(ConsumerRecord<byte[], byte[]> each) throws UnreadableRecordException {
        if (each.topic().equals(Topics.BATCHES.name())) {
            Batch batch = Topics.BATCHES.values().decode(each.value());
            batches.put(batch.definition().batchId(), batch);
            return;
        }
        releasedAt = Instant.now();
        if (!answering) {
            kept.add(each);
        } else {
            answer(each);
        }
    }

    private void answer(ConsumerRecord<byte[], byte[]> each) throws UnreadableRecordException {
        if (each.topic().startsWith("work.")) {
            work(Topics.work(Stage.ORGANIZE, Priority.NORMAL).values().decode(each.value()));
        } else {
            run(Topics.stageRuns(Stage.EXTRACT).values().decode(each.value()));
        }
    }

    private void work(WorkItem item) {
        ItemRun run = item.run();
        Instant now = Instant.now();
        ItemResult result = run.stage() == Stage.ORGANIZE ? new ItemResult.Ungrouped() : ROW;
        event(new ItemEvent.Started(run, ID, now));
        event(new ItemEvent.Succeeded(run, ID, result, Duration.ofMillis(1), now));
    }

    private void event(ItemEvent.OfItem event) {
        send(Topics.ITEM_EVENTS, event.batchId(), event);
    }

    private void run(StageRun run) {
        BatchId id = run.key().batchId();
        Instant now = Instant.now();
        boolean extract = run.key().stage() == Stage.EXTRACT;
        send(Topics.STAGE_EVENTS, id, new StageEvent.Started(run.key(), run.run(), ID, now));
        for (int index = 0; extract && index < items; index++) {
            send(Topics.ITEMS, id, found(run, index, now));
        }
        send(
                Topics.STAGE_EVENTS,
                id,
                new StageEvent.Finished(
                        run.key(), run.run(), ID, extract ? items : 1, List.of(), now));
    }

    private static ItemFound found(StageRun run, int index, Instant now) {
        BatchId id = run.key().batchId();
        var data =
                JsonNodeFactory.instance.objectNode().put("entry", "scans/%06d".formatted(index));
        var item = new Item(JobId.of(id, index), index, "item-" + index, data);
        return new ItemFound(id, run.key().generation(), run.run(), item, now);
    }

    private void announceIfDue() {
        if (announcedAt.plus(WorkerInfo.ANNOUNCE_EVERY).isBefore(Instant.now())) {
            announce();
        }
    }

    private void announce() {
        announcedAt = Instant.now();
        var info =
                new WorkerInfo(
                        ID,
                        EnumSet.allOf(Stage.class),
                        Set.of(),
                        slots,
                        Instant.EPOCH.plusSeconds(1),
                        announcedAt);
        send(Topics.WORKERS, ID, info);
    }

    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_WITHIN);
    }
}
