package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.kafka.KafkaConnection;
import io.batchline.testkit.RecordCollector;
import io.batchline.testkit.TestBroker;
import io.batchline.testkit.TestTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class CoordinatorIT {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorIT.class);
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int ITEMS = 1000;

    private static KafkaConnection connection = KafkaConnection.plain("not-started:1");

    @TempDir private static Path folder = Path.of("unset");

    @BeforeAll
    static void broker() {
        connection = TestBroker.shared().connection();
        TestTopics.ensureAll(connection);
    }

    @Test
    void a_thousand_items_flow_through() {
        BatchId id = BatchId.random();
        try (var coordinator = start();
                var workers = new ScriptedWorkers(connection, id, ITEMS, Duration.ofMillis(1))) {
            running(coordinator);
            long begun = System.nanoTime();
            workers.submit();
            completed(workers);
            Duration whole = Duration.ofNanos(System.nanoTime() - begun);
            check(workers, id);
            assertThat(workers.released).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
            assertThat(workers.released).hasSize(2 * ITEMS);
            // Two stages, each with a started and a succeeded for an item.
            report("flow", workers, whole, 4 * ITEMS);
        }
    }

    @Test
    void progress_follows_results_quickly() {
        BatchId id = BatchId.random();
        try (var coordinator = start();
                var workers = new ScriptedWorkers(connection, id, 400, Duration.ofMillis(40))) {
            running(coordinator);
            long begun = System.nanoTime();
            workers.submit();
            completed(workers);
            report("pace", workers, Duration.ofNanos(System.nanoTime() - begun), 4 * 400);
        }
    }

    @Test
    void a_killed_coordinator_goes_on_where_it_was() throws IOException, InterruptedException {
        BatchId id = BatchId.random();
        try (var workers = new ScriptedWorkers(connection, id, ITEMS, Duration.ofMillis(2))) {
            Process first = CoordinatorProcess.start(connection, folder.resolve("killed"));
            try {
                workers.submit();
                await().atMost(DEADLINE).until(() -> workers.results.get() > ITEMS / 3);
            } finally {
                first.destroyForcibly().waitFor();
            }
            Instant killed = Instant.now();
            Process second = CoordinatorProcess.start(connection, folder.resolve("killed"));
            try {
                int before = workers.results.get();
                await().atMost(DEADLINE).until(() -> workers.results.get() > before + 100);
                LOG.atWarn()
                        .addKeyValue("after", Duration.between(killed, Instant.now()))
                        .log("a killed coordinator is back");
                completed(workers);
            } finally {
                second.destroyForcibly().waitFor();
            }
            check(workers, id);
        }
    }

    @Test
    void another_coordinator_takes_over_from_one_that_is_killed()
            throws IOException, InterruptedException {
        BatchId id = BatchId.random();
        try (var workers = new ScriptedWorkers(connection, id, ITEMS, Duration.ofMillis(2))) {
            Process first = CoordinatorProcess.start(connection, folder.resolve("first"));
            try (var other = start()) {
                running(other);
                workers.submit();
                await().atMost(DEADLINE).until(() -> workers.results.get() > ITEMS / 3);
                first.destroyForcibly().waitFor();
                completed(workers);
            } finally {
                first.destroyForcibly().waitFor();
            }
            check(workers, id);
        }
    }

    @Test
    void it_stops_within_its_time_and_goes_on_when_it_is_started_again() {
        BatchId id = BatchId.random();
        try (var workers = new ScriptedWorkers(connection, id, ITEMS, Duration.ofMillis(2))) {
            long asked;
            try (var coordinator = start()) {
                running(coordinator);
                workers.submit();
                await().atMost(DEADLINE).until(() -> workers.results.get() > ITEMS / 3);
                asked = System.nanoTime();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - asked))
                    .isLessThan(Duration.ofSeconds(4));
            try (var _ = start()) {
                completed(workers);
            }
            check(workers, id);
        }
    }

    private static Coordinator start() {
        return Coordinator.start(CoordinatorConfig.of(connection, folder.resolve("state"), "zero"));
    }

    private static void running(Coordinator coordinator) {
        await().atMost(DEADLINE).until(coordinator::isRunning);
    }

    private static void completed(ScriptedWorkers workers) {
        await().atMost(DEADLINE).until(() -> workers.hasSeen(ProgressStage.COMPLETED));
    }

    /// What must be true however often the coordinator was stopped.
    private static void check(ScriptedWorkers workers, BatchId id) {
        assertThat(workers.failures).isEmpty();
        assertThat(workers.runs).hasSize(5).allSatisfy((_, times) -> assertThat(times).isOne());
        double before = 0;
        for (Progress each : workers.seen()) {
            assertThat(each.batchPercentage()).isGreaterThanOrEqualTo(before);
            before = each.batchPercentage();
        }
        Batch last = last(id);
        assertThat(last.status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(last.counts().succeeded()).isEqualTo(last.row(Stage.PROCESS).total());
    }

    private static Batch last(BatchId id) {
        try (var batches = RecordCollector.of(connection, Topics.BATCHES)) {
            return batches.all().stream()
                    .filter(each -> each.key().equals(id))
                    .map(each -> Objects.requireNonNull(each.value()))
                    .reduce((_, newer) -> newer)
                    .orElseThrow();
        }
    }

    private static void report(
            String what, ScriptedWorkers workers, Duration whole, int itemEvents) {
        LOG.atWarn()
                .addKeyValue("seconds", whole.toMillis() / 1000.0)
                .addKeyValue("itemEventsPerSecond", itemEvents * 1000L / whole.toMillis())
                .addKeyValue("p50", workers.latency(0.5).toMillis())
                .addKeyValue("p99", workers.latency(0.99).toMillis())
                .addKeyValue("progressEvents", workers.seen().size())
                .log(what);
    }
}
