package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.testkit.Program;
import io.batchline.workload.rehearsal.LedgerPage;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Decisions and pictures where two worker processes share the work and one of them is killed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class ReviewTroubleIT {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration ITEM_TIME = Duration.ofSeconds(2);
    private static final Pattern DRAWN = Pattern.compile("item drawn on request");
    private static final int ITEMS = 10;
    private static final int DOUBTFUL_PERCENT = 30;
    private static final int CLIENTS = 6;
    private static final int SLOTS = 4;

    private Path folder;
    private Installation installation;
    private Rehearsals rehearsals;
    private ReviewClient deciding;
    private ReviewClient looking;
    private final Map<Long, Program> workers = new HashMap<>();

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path given) throws Exception {
        folder = given;
        installation = Installation.in(folder);
        int ingest = installation.ingest();
        int gateway = installation.gateway();
        installation.workers(
                "others", "coordinator,projector,extract,organize,collect,csv,load,cleanup", 32);
        worker("one");
        worker("two");
        Installation.ready(ingest);
        Installation.ready(gateway);
        installation.bothAreIn("stage-process");
        ApiClient writing = ApiClient.login(server(ingest), "admin", Installation.PASSWORD);
        rehearsals = Rehearsals.of(writing, writing.at(server(gateway)), folder);
        deciding = ReviewClient.login(server(ingest), "admin", Installation.PASSWORD);
        looking = deciding.at(server(gateway));
    }

    @AfterAll
    void stop() throws IOException {
        deciding.close();
        looking.close();
        rehearsals.reading().close();
        rehearsals.writing().close();
        installation.close();
    }

    private Program worker(String name) throws IOException {
        Program worker = installation.workers(name, "process", SLOTS);
        workers.put(worker.pid(), worker);
        return worker;
    }

    @Test
    void a_picture_that_many_ask_two_workers_for_at_once_is_drawn_once_and_whole_for_all()
            throws Exception {
        // given
        BatchId batch = completed(Duration.ZERO);
        long drawnBefore = drawn();
        String path = "/api/jobs/%s/overlay.png".formatted(certain(batch));

        // when
        List<HttpResponse<byte[]>> answers = new ArrayList<>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<byte[]>> one = () -> looking.get(path);
            List<Future<HttpResponse<byte[]>>> asked = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                asked.add(clients.submit(one));
            }
            for (Future<HttpResponse<byte[]>> answer : asked) {
                answers.add(answer.get());
            }
        }

        // then
        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(answer.body()).isEqualTo(answers.getFirst().body());
                });
        assertThat(answers.getFirst().body()).startsWith((byte) 0x89, 'P', 'N', 'G');
        assertThat(drawn() - drawnBefore).isOne();
    }

    @Test
    void a_decision_counts_once_when_the_worker_that_reads_the_item_again_is_killed()
            throws Exception {
        // given
        BatchId batch = completed(ITEM_TIME);
        JsonNode doubt = looking.list(batch, "").at("/fields/0");
        var job = new JobId(doubt.path("job_id").asText());
        Instant decided = Instant.now();

        // when
        decide(batch, doubt, "AC");
        Program reading = atWork(job, decided);
        reading.kill();

        // then
        await("the batch is completed again")
                .atMost(LONG)
                .until(() ->
                        rehearsals.status(batch).equals("completed")
                                && !looking.list(batch, "").path("results_old").asBoolean());
        List<LedgerPage> pages = pagesOf(job, decided);
        assertThat(pages).as("who read it again").hasSize(2);
        assertThat(endsOf(pages, reading.pid())).isZero();
        assertThat(pages.stream().mapToLong(page -> endsOf(pages, page.process())).sum()).isOne();
        isCountedOnce(batch, doubt);

        // and another decision, of what a new worker may read, goes as well
        workers.remove(reading.pid());
        worker("three");
        installation.bothAreIn("stage-process");
        decide(batch, looking.list(batch, "").at("/fields/1"), "D");
        await("the batch is completed once more")
                .atMost(LONG)
                .until(() ->
                        rehearsals.status(batch).equals("completed")
                                && !looking.list(batch, "").path("results_old").asBoolean());
        assertThat(looking.list(batch, "").path("decided").asInt()).isEqualTo(2);
        assertThat(results(batch)).hasSize(ITEMS);
    }

    /// Whoever looks may know a moment before who takes decisions that the batch has completed:
    /// until then the answer is 409, and nothing came of it.
    private void decide(BatchId batch, JsonNode doubt, String value) {
        await("the decision is taken")
                .atMost(LONG)
                .until(
                        () ->
                                deciding.decide(
                                                batch,
                                                doubt.path("job_id").asText(),
                                                doubt.path("field").asText(),
                                                value,
                                                true)
                                        .statusCode(),
                        status -> {
                            assertThat(status).isIn(202, 409);
                            return status == 202;
                        });
    }

    /// Nothing is lost, and nothing counts twice.
    private void isCountedOnce(BatchId batch, JsonNode doubt) throws Exception {
        JsonNode counts = rehearsals.counts(batch);
        assertThat(counts.path("total").asInt()).isEqualTo(ITEMS);
        assertThat(counts.path("succeeded").asInt()).isEqualTo(ITEMS);
        JsonNode review = looking.list(batch, "?decided=true");
        assertThat(review.path("decided").asInt()).isOne();
        assertThat(review.at("/fields/0/counts").asText()).isEqualTo("AC");
        assertThat(review.at("/fields/0/decisions")).hasSize(1);
        assertThat(review.at("/fields/0/decisions/0/before").asText()).isEqualTo("B");
        assertThat(recorded(batch)).isEqualTo(1);

        Map<String, Map<String, String>> rows = results(batch);
        assertThat(rows).hasSize(ITEMS);
        assertThat(Optional.ofNullable(rows.get(doubt.path("file").asText())))
                .hasValueSatisfying(row -> assertThat(row).containsEntry("answer", "AC"));
        JsonNode audit = rehearsals.reading().audit(batch);
        assertThat(audit.path("verdict").asText()).as(audit.toString()).isEqualTo("consistent");
        assertThat(looking.get(review.at("/fields/0/crop").asText()).statusCode()).isEqualTo(200);
    }

    private BatchId completed(Duration itemTime) throws Exception {
        BatchId batch =
                rehearsals.start(
                        Rehearsals.request(
                                Priority.NORMAL,
                                RehearsalOptions.empty(ITEMS)
                                        .lasting(itemTime)
                                        .doubting(DOUBTFUL_PERCENT)));
        await("the batch is completed")
                .atMost(LONG)
                .until(() -> rehearsals.status(batch).equals("completed"));
        return batch;
    }

    /// An item that is in no doubt, so that nobody has drawn it.
    private JobId certain(BatchId batch) throws Exception {
        List<String> doubtful = new ArrayList<>();
        looking.all(batch, ITEMS).forEach(field -> doubtful.add(field.path("job_id").asText()));
        for (int index = 0; index < ITEMS; index++) {
            JobId job = JobId.of(batch, index);
            if (!doubtful.contains(job.value())) {
                return job;
            }
        }
        throw new AssertionError("every item is doubtful");
    }

    private long drawn() {
        return workers.values().stream()
                .map(worker -> DRAWN.matcher(worker.wholeOutput()))
                .flatMap(Matcher::results)
                .count();
    }

    /// The worker that has begun the item since then and not ended it.
    private Program atWork(JobId job, Instant since) {
        return await("a worker reads the item again")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () ->
                                pagesOf(job, since).stream()
                                        .filter(page ->
                                                page.spells().stream()
                                                        .anyMatch(spell ->
                                                                spell.item().equals(job)
                                                                        && spell.ended().isEmpty()))
                                        .flatMap(page ->
                                                Optional.ofNullable(workers.get(page.process()))
                                                        .stream())
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /// What the processes wrote down that have begun the item since then.
    private List<LedgerPage> pagesOf(JobId job, Instant since) throws IOException {
        return LedgerPage.readAll(installation.ledger()).stream()
                .map(page -> page.since(since))
                .map(page ->
                        new LedgerPage(
                                page.process(),
                                page.spells().stream()
                                        .filter(spell -> spell.item().equals(job))
                                        .toList()))
                .filter(page -> !page.spells().isEmpty())
                .toList();
    }

    private static long endsOf(List<LedgerPage> pages, long process) {
        return pages.stream()
                .filter(page -> page.process() == process)
                .flatMap(page -> page.spells().stream())
                .filter(spell -> spell.ended().isPresent())
                .count();
    }

    private Map<String, Map<String, String>> results(BatchId batch) throws Exception {
        Path csv = folder.resolve("results.csv");
        rehearsals.reading().download(batch, "results.csv", csv);
        return Sheets.rows(csv);
    }

    /// How often the decisions of the batch stand in the record of decisions.
    private int recorded(BatchId batch) throws SQLException {
        var database = installation.databaseConfig();
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var query =
                        connection.prepareStatement(
                                "select count(*) from review_decisions where batch_id = ?")) {
            query.setString(1, batch.value());
            var row = query.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    private static URI server(int port) {
        return URI.create("http://127.0.0.1:%d/".formatted(port));
    }
}
