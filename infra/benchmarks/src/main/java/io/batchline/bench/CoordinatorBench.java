package io.batchline.bench;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.coordinator.Coordinator;
import io.batchline.coordinator.CoordinatorConfig;
import io.batchline.embedded.EmbeddedBroker;
import io.batchline.kafka.KafkaConnection;
import io.batchline.kafka.TopicSetup;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A broker, a coordinator and [EchoWorkers], in this JVM.
final class CoordinatorBench implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Path folder;
    private final EmbeddedBroker broker;
    private final KafkaConnection kafka;
    private final EchoWorkers workers;
    private Coordinator coordinator;

    private CoordinatorBench(
            Path folder,
            EmbeddedBroker broker,
            KafkaConnection kafka,
            EchoWorkers workers,
            Coordinator coordinator) {
        this.folder = folder;
        this.broker = broker;
        this.kafka = kafka;
        this.workers = workers;
        this.coordinator = coordinator;
    }

    static CoordinatorBench start(Path folder, int items, int slots)
            throws IOException, InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
        KafkaConnection kafka = KafkaConnection.plain(broker.bootstrapServers());
        TopicSetup.ensure(kafka, Topics.all());
        var workers = new EchoWorkers(kafka, items, slots);
        var bench =
                new CoordinatorBench(folder, broker, kafka, workers, coordinator(kafka, folder));
        bench.awaitRunning();
        return bench;
    }

    private static Coordinator coordinator(KafkaConnection kafka, Path folder) {
        return Coordinator.start(CoordinatorConfig.of(kafka, state(folder), "bench"));
    }

    private static Path state(Path folder) {
        return folder.resolve("state");
    }

    /// What the coordinator's threads have taken of the processors so far.
    static Duration threadTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().contains("StreamThread-")) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return Duration.ofNanos(nanos);
    }

    KafkaConnection kafka() {
        return kafka;
    }

    EchoWorkers workers() {
        return workers;
    }

    private void awaitRunning() throws InterruptedException {
        Waiting.until("the coordinator leads", PATIENCE, coordinator::isRunning);
    }

    /// A new batch, which starts at once.
    BatchId submit() {
        BatchId id = BatchId.random();
        for (BatchCommand command :
                Submission.of(id, RehearsalOptions.empty(1).json(), OptionalInt.empty())) {
            workers.send(Topics.BATCH_COMMANDS, id, command);
        }
        return id;
    }

    Batch awaitEnd(BatchId id) throws InterruptedException {
        return await(id, "ends", batch -> batch.status().isTerminal());
    }

    void awaitDone(BatchId id, Stage stage, int items) throws InterruptedException {
        var _ =
                await(
                        id,
                        "has %d items done in %s".formatted(items, stage),
                        batch -> batch.row(stage).done() >= items);
    }

    private Batch await(BatchId id, String what, Predicate<Batch> is) throws InterruptedException {
        var seen = new AtomicReference<@Nullable Batch>();
        Waiting.until(
                "batch %s %s".formatted(id, what),
                PATIENCE,
                () -> {
                    Batch batch = workers.batch(id);
                    seen.set(batch);
                    return batch != null && is.test(batch);
                });
        return Objects.requireNonNull(seen.get());
    }

    /// Stops the coordinator; what is released is answered no more.
    void stopCoordinator() throws InterruptedException {
        workers.answer(false);
        coordinator.close();
        Waiting.until(
                "what was released has arrived",
                PATIENCE,
                () -> workers.releasedAt().plus(QUIET).isBefore(Instant.now()));
    }

    void forgetState() throws IOException {
        Folders.delete(state(folder));
    }

    long stateOnDisk() throws IOException {
        return Folders.size(state(folder));
    }

    /// Starts the coordinator again, and answers what was kept.
    ///
    /// @return from the start to the first record that asks for work
    Duration restart() throws InterruptedException {
        Instant begun = Instant.now();
        workers.answer(true);
        coordinator = coordinator(kafka, folder);
        Waiting.until("work is released", PATIENCE, () -> workers.releasedAt().isAfter(begun));
        return Duration.between(begun, workers.releasedAt());
    }

    @Override
    public void close() throws IOException {
        try (broker) {
            coordinator.close();
            workers.close();
        }
    }
}
