package io.batchline.coordinator;

import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.contract.work.StageRun;
import io.batchline.contract.work.WorkItem;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/// The workers of one batch on a real broker: they do at once what is released, and each item takes
/// as long as it is told to. They watch the batch's progress too.
final class ScriptedWorkers implements AutoCloseable {
    private static final int SLOTS = 8;

    final FakeWorker worker = FakeWorker.named("scripted", Clock.systemUTC());
    final Map<ItemRun, Integer> released = new ConcurrentHashMap<>();
    final Map<StageRun, Integer> runs = new ConcurrentHashMap<>();
    final List<Progress> progress = new ArrayList<>();
    final List<Duration> latencies = new ArrayList<>();
    final List<Exception> failures = new CopyOnWriteArrayList<>();
    final AtomicInteger results = new AtomicInteger();

    private final BatchId batch;
    private final int items;
    private final Duration took;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ScheduledExecutorService hands = Executors.newScheduledThreadPool(1);
    private final Thread loop;
    private final Map<Integer, Long> processedAt = new ConcurrentHashMap<>();
    private final AtomicInteger processed = new AtomicInteger();
    private volatile boolean closing;

    ScriptedWorkers(KafkaConnection connection, BatchId batch, int items, Duration took) {
        this.batch = batch;
        this.items = items;
        this.took = took;
        this.producer = new KafkaProducer<>(ClientProperties.producer(connection, "scripted"));
        this.consumer = new KafkaConsumer<>(ClientProperties.reader(connection, "scripted"));
        assign();
        announce();
        var _ = hands.scheduleAtFixedRate(this::announce, 2, 2, TimeUnit.SECONDS);
        this.loop = Thread.ofPlatform().name("scripted-workers").start(this::loop);
    }

    void submit() {
        send(Topics.BATCH_COMMANDS, batch, worker.create(batch));
        send(Topics.BATCH_COMMANDS, batch, worker.uploaded(batch));
    }

    private void announce() {
        send(Topics.WORKERS, worker.id(), worker.announce(SLOTS, Stage.values()));
    }

    private void assign() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            Topic<?, ?> topic =
                    stage.kind() == StageKind.PER_BATCH
                            ? Topics.stageRuns(stage)
                            : Topics.work(stage, Priority.NORMAL);
            addAll(partitions, topic);
        }
        addAll(partitions, Topics.PROGRESS);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private static void addAll(List<TopicPartition> partitions, Topic<?, ?> topic) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
            partitions.add(new TopicPartition(topic.name(), partition));
        }
    }

    private void loop() {
        while (!closing) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(20))) {
                try {
                    take(each);
                } catch (UnreadableRecordException e) {
                    throw new AssertionError(e);
                }
            }
        }
        consumer.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> each) throws UnreadableRecordException {
        if (each.topic().equals(Topics.PROGRESS.name())) {
            watch(Topics.PROGRESS.values().decode(each.value()));
        } else if (each.topic().startsWith("work.")) {
            work(Topics.work(Stage.ORGANIZE, Priority.NORMAL).values().decode(each.value()));
        } else {
            run(Topics.stageRuns(Stage.EXTRACT).values().decode(each.value()));
        }
    }

    private void watch(Progress seen) {
        if (!seen.batchId().equals(batch)) {
            return;
        }
        synchronized (progress) {
            progress.add(seen);
            Long at = processedAt.get((int) seen.itemsProcessed());
            if (seen.stage() == ProgressStage.PROCESSING && at != null) {
                latencies.add(Duration.ofNanos(System.nanoTime() - at));
            }
        }
    }

    private void work(WorkItem item) {
        ItemRun run = item.run();
        if (run.batchId().equals(batch)) {
            released.merge(run, 1, Integer::sum);
            send(Topics.ITEM_EVENTS, batch, worker.started(run));
            var _ = hands.schedule(() -> finish(run), took.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void finish(ItemRun run) {
        if (run.stage() == Stage.PROCESS) {
            processedAt.put(processed.incrementAndGet(), System.nanoTime());
        }
        send(Topics.ITEM_EVENTS, batch, worker.succeeded(run));
        results.incrementAndGet();
    }

    private void run(StageRun run) {
        if (!run.key().batchId().equals(batch)) {
            return;
        }
        runs.merge(run, 1, Integer::sum);
        Stage stage = run.key().stage();
        send(Topics.STAGE_EVENTS, batch, worker.started(batch, stage, run.run()));
        if (stage == Stage.EXTRACT) {
            for (int index = 0; index < items; index++) {
                send(Topics.ITEMS, batch, worker.found(batch, run.run(), index));
            }
        }
        long total = stage == Stage.EXTRACT ? items : 1;
        send(Topics.STAGE_EVENTS, batch, worker.finished(batch, stage, run.run(), total));
    }

    private <K, V> void send(Topic<K, V> topic, K key, V value) {
        var _ =
                producer.send(
                        topic.write(key, value, "scripted", worker.now()),
                        (_, failure) -> {
                            if (failure != null) {
                                failures.add(failure);
                            }
                        });
    }

    List<Progress> seen() {
        synchronized (progress) {
            return List.copyOf(progress);
        }
    }

    boolean hasSeen(ProgressStage stage) {
        return seen().stream().anyMatch(each -> each.stage() == stage);
    }

    /// The latency that this share of the progress events kept, from result to progress.
    Duration latency(double share) {
        synchronized (progress) {
            var sorted = latencies.stream().sorted().toList();
            return sorted.isEmpty()
                    ? Duration.ZERO
                    : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
        }
    }

    @Override
    public void close() {
        closing = true;
        hands.shutdownNow();
        try {
            loop.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
