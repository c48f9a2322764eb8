package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.testkit.Program;
import io.batchline.workload.rehearsal.LedgerPage;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How batches share two worker processes: by priority, within their concurrency, also when one of
/// the workers is killed. What ran when is what the workload itself wrote down.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class SharedWorkersIT {
    private static final Logger LOG = LoggerFactory.getLogger(SharedWorkersIT.class);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration EFFECT = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String PROCESSING = "processing_sheets";
    private static final int SLOTS = 4;

    private Installation installation;
    private Rehearsals rehearsals;
    private Program first;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        installation = Installation.in(folder);
        int ingest = installation.ingest();
        int gateway = installation.gateway();
        installation.workers(
                "others", "coordinator,projector,extract,organize,collect,csv,load,cleanup", 32);
        first = installation.workers("one", "process", SLOTS);
        installation.workers("two", "process", SLOTS);
        Installation.ready(ingest);
        Installation.ready(gateway);
        installation.bothAreIn("stage-process");
        ApiClient writing = ApiClient.login(server(ingest), "admin", Installation.PASSWORD);
        rehearsals = Rehearsals.of(writing, writing.at(server(gateway)), folder);
    }

    @AfterAll
    void stop() throws IOException {
        rehearsals.reading().close();
        rehearsals.writing().close();
        installation.close();
    }

    @Test
    void urgent_gets_most_low_does_not_starve_and_a_change_of_priority_takes_effect()
            throws Exception {
        // given
        Map<Priority, BatchId> batches = new EnumMap<>(Priority.class);
        var options = RehearsalOptions.empty(600).lasting(Duration.ofMillis(100));
        for (Priority priority :
                List.of(Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.URGENT)) {
            batches.put(priority, rehearsals.start(Rehearsals.request(priority, options)));
        }
        for (BatchId batch : batches.values()) {
            await("%s is processed".formatted(batch))
                    .atMost(LONG)
                    .until(() -> rehearsals.stage(batch).equals(PROCESSING));
        }

        // when
        Instant from = Instant.now();
        await("some seconds of work").atMost(LONG).until(() -> spells(_ -> true, from) > 350);

        // then
        Map<Priority, Double> shares = shares(batches, from);
        LOG.atWarn().addKeyValue("shares", shares).log("shares by priority");
        assertThat(shares.get(Priority.URGENT)).isGreaterThan(shares.get(Priority.HIGH));
        assertThat(shares.get(Priority.HIGH)).isGreaterThan(shares.get(Priority.NORMAL));
        assertThat(shares.get(Priority.NORMAL)).isGreaterThan(shares.get(Priority.LOW));
        assertThat(shares.get(Priority.LOW)).isGreaterThanOrEqualTo(0.05);

        // when
        change(batch(batches, Priority.LOW), "urgent");
        change(batch(batches, Priority.URGENT), "low");
        Instant effect = Instant.now().plus(EFFECT);
        await("some seconds of work").atMost(LONG).until(() -> spells(_ -> true, effect) > 200);

        // then, or a moment later where the machine has others to serve as well
        await("the change takes effect")
                .atMost(SOON)
                .untilAsserted(() -> {
                    Map<Priority, Double> changed = shares(batches, recent(200));
                    LOG.atWarn().addKeyValue("shares", changed).log("shares after the change");
                    assertThat(changed.get(Priority.LOW)).isGreaterThan(changed.get(Priority.HIGH));
                    assertThat(changed.get(Priority.URGENT))
                            .isLessThan(changed.get(Priority.NORMAL));
                });
        for (BatchId batch : batches.values()) {
            rehearsals.writing().cancel(batch);
        }
    }

    @Test
    void a_batch_never_runs_more_than_its_concurrency_and_a_change_takes_effect() throws Exception {
        // given
        ObjectNode request =
                Rehearsals.request(
                        Priority.NORMAL,
                        RehearsalOptions.empty(400).lasting(Duration.ofMillis(150)).failing(10, 0));
        BatchId batch = rehearsals.start(request.put("concurrency", 2).put("max_attempts", 10));

        // then
        await("some ran").atMost(LONG).until(() -> spells(of(batch), Instant.EPOCH) > 30);
        assertThat(atOnce(batch, Instant.EPOCH, Map.of())).isEqualTo(2);

        // when there may be more
        Instant raised = Instant.now();
        change(batch, "concurrency", 6);

        // then
        await("six run at once").atMost(EFFECT).until(() -> atOnce(batch, raised, Map.of()) == 6);

        // when there may be one
        change(batch, "concurrency", 1);
        Instant lowered = Instant.now().plus(EFFECT);

        // then
        await("some ran").atMost(LONG).until(() -> spells(of(batch), lowered) > 10);
        assertThat(atOnce(batch, lowered, Map.of())).isOne();
        assertThat(atOnce(batch, raised, Map.of())).isLessThanOrEqualTo(6);
        rehearsals.writing().cancel(batch);
    }

    @Test
    void neither_retries_nor_a_killed_worker_let_more_items_run_than_allowed() throws Exception {
        // given
        ObjectNode request =
                Rehearsals.request(
                        Priority.NORMAL,
                        RehearsalOptions.empty(90).lasting(Duration.ofMillis(400)).failing(15, 0));
        BatchId batch = rehearsals.start(request.put("concurrency", 3).put("max_attempts", 10));
        await("both workers work, and items are tried again")
                .atMost(LONG)
                .until(() -> spells(of(batch), Instant.EPOCH) > 15 && isAtWork(batch, first));

        // when
        first.kill();
        Instant killed = Instant.now();

        // then
        await("the batch ends").atMost(LONG).until(() -> rehearsals.hasEnded(batch));
        assertThat(rehearsals.counts(batch).path("succeeded").asInt()).isEqualTo(90);
        assertThat(atOnce(batch, Instant.EPOCH, Map.of(first.pid(), killed))).isEqualTo(3);
        first = installation.workers("third", "process", SLOTS);
        installation.bothAreIn("stage-process");
    }

    /// Whether the process has begun an item of the batch and not ended it.
    private boolean isAtWork(BatchId batch, Program worker) throws IOException {
        return LedgerPage.readAll(installation.ledger()).stream()
                .filter(page -> page.process() == worker.pid())
                .flatMap(page -> page.spells().stream())
                .anyMatch(spell -> of(batch).test(spell.item()) && spell.ended().isEmpty());
    }

    /// How many of the batch's items that began later than `from` ran at the same time at most.
    private int atOnce(BatchId batch, Instant from, Map<Long, Instant> deaths) throws IOException {
        List<LedgerPage> since =
                LedgerPage.readAll(installation.ledger()).stream()
                        .map(page -> page.since(from))
                        .toList();
        return LedgerPage.mostAtOnce(since, of(batch), deaths);
    }

    private void change(BatchId batch, String what, int value)
            throws IOException, InterruptedException {
        var _ =
                rehearsals
                        .writing()
                        .change(batch, JsonNodeFactory.instance.objectNode().put(what, value));
    }

    private void change(BatchId batch, String priority) throws IOException, InterruptedException {
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("priority", priority);
        var _ = rehearsals.writing().change(batch, change);
    }

    private static BatchId batch(Map<Priority, BatchId> batches, Priority priority) {
        return Objects.requireNonNull(batches.get(priority));
    }

    private Map<Priority, Double> shares(Map<Priority, BatchId> batches, Instant from)
            throws IOException {
        Map<Priority, Double> shares = new EnumMap<>(Priority.class);
        double all = spells(_ -> true, from);
        for (Map.Entry<Priority, BatchId> each : batches.entrySet()) {
            shares.put(each.getKey(), spells(of(each.getValue()), from) / all);
        }
        return shares;
    }

    /// When the last so many items began.
    private Instant recent(int items) throws IOException {
        return LedgerPage.readAll(installation.ledger()).stream()
                .flatMap(page -> page.spells().stream())
                .map(LedgerPage.Spell::began)
                .sorted(Comparator.reverseOrder())
                .skip(items)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private long spells(Predicate<JobId> items, Instant from) throws IOException {
        return LedgerPage.readAll(installation.ledger()).stream()
                .flatMap(page -> page.spells().stream())
                .filter(spell -> items.test(spell.item()) && spell.began().isAfter(from))
                .count();
    }

    private static Predicate<JobId> of(BatchId batch) {
        return item -> item.value().startsWith(batch.value());
    }

    private static URI server(int port) {
        return URI.create("http://127.0.0.1:%d/".formatted(port));
    }
}
