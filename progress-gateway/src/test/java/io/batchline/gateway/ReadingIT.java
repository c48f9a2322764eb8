package io.batchline.gateway;

import static io.batchline.contract.batch.BatchStatus.CANCELLING;
import static io.batchline.contract.batch.BatchStatus.COMPLETED;
import static io.batchline.contract.batch.BatchStatus.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.topic.Json;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.worker.WorkerInfo;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class ReadingIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final JsonMapper mapper = Json.mapper();
    private GatewayFixture gateway;
    private FolderBlobStore blobs;

    @BeforeAll
    void start(@TempDir Path storage) throws Exception {
        blobs = new FolderBlobStore(storage);
        gateway = GatewayFixture.start(storage, Duration.ofSeconds(15));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void a_batch_just_created_is_there_at_once() throws Exception {
        BatchDefinition batch = gateway.created("just made");

        JsonNode status = json("/api/batches/%s/status".formatted(batch.batchId()));

        assertThat(status.get("status").asText()).isEqualTo("pending");
        assertThat(status.get("name").asText()).isEqualTo("just made");
        assertThat(status.get("stages")).hasSize(7);
        assertThat(status.get("started_at").isNull()).isTrue();
        assertThat(status.get("definition").get("item_timeout_seconds").asInt()).isEqualTo(60);
        assertThat(status.get("counts").get("total").asInt()).isZero();
        assertThat(ids(json("/api/batches?limit=1"))).containsExactly(batch.batchId().value());
        assertThat(gateway.get(progressOf(batch)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_cancel_shows_before_it_is_folded() throws Exception {
        BatchDefinition batch = gateway.created("to be cancelled");
        gateway.folded(batch, PROCESSING, Stage.PROCESS, new Counts(10, 5, 1, 0, 4, 0, 0));
        statusIs(batch, "processing");

        gateway.requested(batch.batchId(), CANCELLING);

        JsonNode status = json("/api/batches/%s/status".formatted(batch.batchId()));
        assertThat(status.get("status").asText()).isEqualTo("cancelling");
        assertThat(status.get("stage").asText()).isEqualTo("processing_sheets");
        assertThat(status.get("counts").get("succeeded").asInt()).isEqualTo(4);
    }

    @Test
    void who_polls_gets_304_until_there_is_something_new() throws Exception {
        BatchDefinition batch = gateway.created("polled");
        gateway.progress(batch.batchId(), ProgressStage.EXTRACTING, 50);
        await().atMost(SOON).until(() -> !etag(batch).equals("\"none\""));
        String tag = etag(batch);

        HttpResponse<String> same = gateway.get(progressOf(batch), "If-None-Match", tag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("Cache-Control")).contains("private, no-cache");

        gateway.progress(batch.batchId(), ProgressStage.EXTRACTING, 51);
        await().atMost(SOON)
                .until(() ->
                        gateway.get(progressOf(batch), "If-None-Match", tag).statusCode() == 200);
    }

    @Test
    void the_list_is_newest_first_in_pages_and_can_be_narrowed() throws Exception {
        var north = new TenantId("lists");
        String token = gateway.tokenFor("lea", north);
        for (int i = 0; i < 5; i++) {
            BatchDefinition batch = gateway.created("listed " + i);
            gateway.execute(
                    "update batches set tenant = 'lists' where batch_id = ?",
                    batch.batchId().value());
        }
        JsonNode first = jsonAs(token, "/api/batches?limit=2");
        assertThat(names(first)).containsExactly("listed 4", "listed 3");
        String cursor = first.get("next_cursor").asText();
        JsonNode second = jsonAs(token, "/api/batches?limit=3&cursor=" + cursor);
        assertThat(names(second)).containsExactly("listed 2", "listed 1", "listed 0");
        assertThat(second.get("next_cursor").isNull()).isTrue();
        assertThat(names(jsonAs(token, "/api/batches?status=completed"))).isEmpty();
        assertThat(names(jsonAs(token, "/api/batches?status=pending,failed"))).hasSize(5);
        assertThat(names(jsonAs(token, "/api/batches?priority=urgent"))).isEmpty();
        assertThat(names(jsonAs(token, "/api/batches?workload=web-pages"))).isEmpty();
        assertThat(names(jsonAs(token, "/api/batches?created_after=2100-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void what_a_query_gets_wrong_is_named() throws Exception {
        for (String query :
                List.of(
                        "limit=0",
                        "limit=x",
                        "status=done",
                        "created_after=yesterday",
                        "cursor=%21%21")) {
            HttpResponse<String> answer = gateway.get("/api/batches?" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(422);
            JsonNode problem = mapper.readTree(answer.body());
            assertThat(problem.get("errors").get(0).get("field").asText())
                    .isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void items_results_and_one_item_come_from_the_read_model_while_it_runs() throws Exception {
        BatchId batch = gateway.created("with items").batchId();
        item(batch, 0, "succeeded", "{\"file\": \"a.jpg\", \"score\": 3.5, \"q1\": \"B\"}", null);
        item(batch, 1, "failed", null, "no_markers");
        item(batch, 2, "running", null, null);
        BlobKey large = BlobKey.output(batch, 1, 4, "item-000003.json");
        blobs.put(large, bytes("{\"file\": \"d.jpg\"}"));
        item(batch, 3, "succeeded", null, null);
        gateway.execute(
                "update items set result_blob = ? where batch_id = ? and item_index = 3",
                large.value(),
                batch.value());
        String items = "/api/batches/%s/items".formatted(batch);

        assertThat(json(items).get("items")).hasSize(4);
        JsonNode failed = json(items + "?state=failed").get("items");
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).get("error").get("cause").asText()).isEqualTo("no_markers");
        assertThat(json(items + "?cause=no_markers").get("items")).hasSize(1);
        assertThat(json(items + "?group=none").get("items")).isEmpty();
        JsonNode page = json(items + "?limit=2");
        JsonNode rest = json(items + "?limit=2&cursor=" + page.get("next_cursor").asText());
        assertThat(rest.get("items").get(0).get("index").asInt()).isEqualTo(2);

        JsonNode results = json("/api/batches/%s/results".formatted(batch)).get("results");
        assertThat(results).hasSize(2);
        assertThat(results.get(0).get("row").fieldNames())
                .toIterable()
                .containsExactly("file", "score", "q1");
        assertThat(results.get(1).get("row").get("file").asText()).isEqualTo("d.jpg");

        JsonNode job = json("/api/jobs/" + JobId.of(batch, 0));
        assertThat(job.get("result").get("q1").asText()).isEqualTo("B");
        assertThat(job.get("batch_id").asText()).isEqualTo(batch.value());
    }

    @Test
    void files_are_sent_once_they_are_written_and_said_to_be_missing_before() throws Exception {
        BatchDefinition batch = gateway.created("Final exam, A");
        String path = "/api/batches/%s/results.csv".formatted(batch.batchId());
        HttpResponse<String> tooEarly = gateway.get(path);
        assertThat(tooEarly.statusCode()).isEqualTo(409);
        assertThat(tooEarly.body()).contains("not written yet");

        BlobKey csv = BlobKey.output(batch.batchId(), 1, 1, "results.csv");
        blobs.put(csv, bytes("job_id,file\n1,ä.jpg\n"));
        gateway.write(Topics.BATCHES, batch.batchId(), completed(batch, "results.csv", csv));
        statusIs(batch, "completed");

        HttpResponse<String> sent = gateway.get(path);
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.body()).isEqualTo("job_id,file\n1,ä.jpg\n");
        assertThat(sent.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"final-exam-a-results.csv\"");
        assertThat(gateway.get(path.replace("results.csv", "errors.csv")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_summary_has_the_counts_of_now_and_what_was_collected() throws Exception {
        BatchDefinition batch = gateway.created("summed up");
        BlobKey summary = BlobKey.output(batch.batchId(), 1, 1, "summary.json");
        blobs.put(summary, bytes("{\"failures_by_cause\": {\"no_markers\": 1}}"));
        gateway.write(Topics.BATCHES, batch.batchId(), completed(batch, "summary.json", summary));
        statusIs(batch, "completed");

        JsonNode found = json("/api/batches/%s/summary".formatted(batch.batchId()));

        assertThat(found.get("counts").get("succeeded").asInt()).isEqualTo(9);
        assertThat(found.get("success_rate").asDouble()).isEqualTo(0.9);
        assertThat(found.get("failures_by_cause").get("no_markers").asInt()).isEqualTo(1);
        assertThat(found.get("seconds_per_stage").get("generating_csv").asDouble()).isEqualTo(2);
    }

    @Test
    void another_tenants_batch_is_nowhere() throws Exception {
        BatchId batch = gateway.created("hidden").batchId();
        item(batch, 0, "succeeded", "{}", null);
        String stranger = gateway.tokenFor("sue", new TenantId("south"));

        for (String path :
                List.of(
                        "progress",
                        "status",
                        "events",
                        "summary",
                        "items",
                        "results",
                        "results.csv",
                        "errors.csv",
                        "stream")) {
            String address = "/api/batches/%s/%s".formatted(batch, path);
            assertThat(gateway.getAs(stranger, address).statusCode()).as(path).isEqualTo(404);
            assertThat(gateway.getAs("", address).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(gateway.getAs(stranger, "/api/jobs/" + JobId.of(batch, 0)).statusCode())
                .isEqualTo(404);
        assertThat(jsonAs(stranger, "/api/batches").get("batches")).isEmpty();
        for (String path :
                List.of("/api/batches", "/api/jobs/x", "/api/workloads", "/api/settings")) {
            assertThat(gateway.getAs("", path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void events_that_are_held_come_in_pages() throws Exception {
        BatchDefinition batch = gateway.created("paged");
        for (int i = 0; i < 4; i++) {
            gateway.progress(batch.batchId(), ProgressStage.EXTRACTING, i);
        }
        long last = gateway.progress(batch.batchId(), ProgressStage.EXTRACTING, 50);
        await().atMost(SOON).until(() -> etag(batch).equals("\"%d\"".formatted(last)));
        String path = "/api/batches/%s/events".formatted(batch.batchId());

        JsonNode first = json(path + "?limit=3");
        JsonNode second = json(path + "?limit=3&cursor=" + first.get("next_cursor").asText());

        assertThat(first.get("events")).hasSize(3);
        assertThat(second.get("events")).hasSize(2);
        assertThat(second.get("events").get(1).get("id").asLong()).isEqualTo(last);
    }

    @Test
    void workloads_are_those_that_the_workers_wrote_down() throws Exception {
        gateway.execute(
                "insert into workloads (name, info, seen_at) values (?, ?::jsonb, now())",
                "answer-sheets",
                """
                {"name": "answer-sheets", "labels": {"stages": {"extracting": "Extracting files"}, "items": "sheets"},
                 "columns": ["file", "score"], "options_schema": {"type": "object"},
                 "default_item_timeout": "PT1M", "bound_by": "PROCESSOR"}
                """);

        JsonNode found = json("/api/workloads").get("workloads").get(0);

        assertThat(found.get("name").asText()).isEqualTo("answer-sheets");
        assertThat(found.get("default_item_timeout_seconds").asInt()).isEqualTo(60);
        assertThat(found.get("options_schema").get("type").asText()).isEqualTo("object");
    }

    @Test
    void health_names_what_is_up_and_which_workers_are_there() throws Exception {
        Instant now = Instant.now();
        var worker = new WorkerId("w-" + now.toEpochMilli());
        gateway.write(
                Topics.WORKERS,
                worker,
                new WorkerInfo(
                        worker,
                        Set.of(Stage.PROCESS),
                        Set.of(WorkerInfo.Role.PROJECTOR),
                        4,
                        now,
                        now));

        await().atMost(SOON)
                .untilAsserted(() -> {
                    JsonNode ready = mapper.readTree(gateway.get("/health/ready").body());
                    assertThat(state(ready, "broker")).isEqualTo("up");
                    assertThat(state(ready, "topics")).isEqualTo("up");
                    assertThat(state(ready, "database")).isEqualTo("up");
                    assertThat(state(ready, "storage")).isEqualTo("up");
                    assertThat(state(ready, "workers_process")).isEqualTo("up");
                    assertThat(state(ready, "projector")).isEqualTo("up");
                    assertThat(state(ready, "workers_extract")).isEqualTo("missing");
                });
    }

    @Test
    void the_page_is_served_to_everyone_under_a_strict_policy() throws Exception {
        for (String path : List.of("/", "/app.css", "/js/main.js", "/icon.svg")) {
            HttpResponse<String> answer = gateway.getAs("", path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("script-src 'self'");
        }
        assertThat(gateway.getAs("", "/").body()).contains("<title>Batchline</title>");
        assertThat(gateway.getAs("", "/").body()).doesNotContain("style=", "onclick=");
    }

    private static Batch completed(BatchDefinition batch, String output, BlobKey key) {
        Instant start = Instant.parse("2026-01-31T12:00:00Z");
        List<StageRow> stages =
                Arrays.stream(Stage.values())
                        .map(stage ->
                                new StageRow(
                                        stage,
                                        StageState.FINISHED,
                                        1,
                                        1,
                                        1,
                                        stage == Stage.CSV
                                                ? List.of(new StageOutput(output, key, 1))
                                                : List.of(),
                                        start,
                                        start.plusSeconds(2)))
                        .toList();
        return new Batch(
                batch,
                COMPLETED,
                Stage.CLEANUP,
                1,
                new Counts(10, 0, 0, 0, 9, 1, 0),
                stages,
                null,
                null,
                new Batch.BatchTimes(start, start.plusSeconds(14), start.plusSeconds(14)));
    }

    private void item(
            BatchId batch, int index, String state, @Nullable String result, @Nullable String cause)
            throws Exception {
        gateway.execute(
                """
                insert into items (batch_id, item_index, job_id, name, state, stage, generation, run, attempt,
                                   result, error_cause, error_message, updated_at)
                values (?, ?, ?, ?, ?, 'processing_sheets', 1, 1, 1, ?::json, ?, 'why', now())
                """,
                batch.value(),
                index,
                JobId.of(batch, index).value(),
                "scan-%d.jpg".formatted(index),
                state,
                result,
                cause);
    }

    private void statusIs(BatchDefinition batch, String status) {
        await().atMost(SOON)
                .until(() ->
                        json("/api/batches/%s/status".formatted(batch.batchId()))
                                .get("status")
                                .asText()
                                .equals(status));
    }

    private String etag(BatchDefinition batch) throws Exception {
        return gateway.get(progressOf(batch)).headers().firstValue("ETag").orElseThrow();
    }

    private static String progressOf(BatchDefinition batch) {
        return "/api/batches/%s/progress".formatted(batch.batchId());
    }

    private static String state(JsonNode ready, String name) {
        for (JsonNode check : ready.get("checks")) {
            if (check.get("name").asText().equals(name)) {
                return check.get("status").asText();
            }
        }
        return "missing";
    }

    private static List<String> ids(JsonNode list) {
        return list.get("batches").findValuesAsText("batch_id");
    }

    private static List<String> names(JsonNode list) {
        return list.get("batches").findValuesAsText("name");
    }

    private JsonNode json(String path) throws Exception {
        return jsonAs(gateway.token(), path);
    }

    private JsonNode jsonAs(String token, String path) throws Exception {
        HttpResponse<String> answer = gateway.getAs(token, path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return mapper.readTree(answer.body());
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
