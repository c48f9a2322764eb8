package io.batchline.bench;

import io.batchline.contract.id.JobId;
import io.batchline.contract.id.WorkerId;
import io.batchline.embedded.EmbeddedBroker;
import io.batchline.embedded.EmbeddedDatabase;
import io.batchline.kafka.KafkaConnection;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Two worker processes with items that last; one is killed, and its items run at the other.
final class KilledWorker {
    private static final int ITEMS = 400;
    private static final Duration ITEM_TIME = Duration.ofSeconds(20);

    /// Less than one worker's slots, so that the other has room.
    private static final int CONCURRENCY = 8;

    private static final int SLOTS = 16;
    private static final int MANY_ENOUGH = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private KilledWorker() {}

    static void measure(Path folder, Figures figures) throws IOException, InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
                EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"))) {
            KafkaConnection kafka = KafkaConnection.plain(broker.bootstrapServers());
            Map<String, String> environment = environment(folder, kafka, database);
            try (var _ = Workers.start(folder, kafka, database, "coordinator,projector,extract");
                    var killed = worker(environment, folder, "killed");
                    var other = worker(environment, folder, "other");
                    var seen = new StartedItems(kafka)) {
                killed.awaitStarted(PATIENCE);
                other.awaitStarted(PATIENCE);
                Submission.send(
                        kafka,
                        RehearsalOptions.empty(ITEMS).lasting(ITEM_TIME).json(),
                        OptionalInt.of(CONCURRENCY));
                kill(killed, seen, figures);
            }
        }
    }

    private static WorkerProcess worker(Map<String, String> environment, Path folder, String name)
            throws IOException {
        return WorkerProcess.start("organize,process", environment, folder.resolve(name + ".txt"));
    }

    private static Map<String, String> environment(
            Path folder, KafkaConnection kafka, EmbeddedDatabase database) {
        return Map.of(
                "BATCHLINE_KAFKA",
                kafka.bootstrapServers(),
                "BATCHLINE_DATABASE_URL",
                database.jdbcUrl(),
                "BATCHLINE_DATABASE_USER",
                database.user(),
                "BATCHLINE_DATABASE_PASSWORD",
                database.password(),
                "BATCHLINE_STORAGE",
                folder.resolve("storage").toString(),
                "BATCHLINE_SLOTS",
                Integer.toString(SLOTS));
    }

    private static void kill(WorkerProcess victim, StartedItems seen, Figures figures)
            throws InterruptedException {
        WorkerId worker = victim.id();
        Waiting.until("the worker has items", PATIENCE, () -> look(seen, worker) >= MANY_ENOUGH);
        Set<JobId> orphans = seen.at(worker);
        Instant at = Instant.now();
        victim.kill();
        Map<JobId, Duration> after = new HashMap<>();
        Waiting.until(
                "the killed worker's items run elsewhere",
                PATIENCE,
                () -> {
                    seen.look();
                    orphans.stream()
                            .filter(item -> seen.startedAt(item).isAfter(at))
                            .forEach(item ->
                                    after.computeIfAbsent(
                                            item, it -> Duration.between(at, seen.startedAt(it))));
                    return after.size() == orphans.size();
                });
        List<Duration> sorted = after.values().stream().sorted().toList();
        figures.add(
                "kill -9 of a worker until the last of its items runs elsewhere, s",
                "killed_worker_last_seconds",
                sorted.getLast().toMillis() / 1e3,
                "goal 10; %d items".formatted(sorted.size()));
        figures.add(
                "  until the first of them does, s",
                "killed_worker_first_seconds",
                sorted.getFirst().toMillis() / 1e3,
                "");
    }

    private static int look(StartedItems seen, WorkerId worker) {
        seen.look();
        return seen.at(worker).size();
    }
}
