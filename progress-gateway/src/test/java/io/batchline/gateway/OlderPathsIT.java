package io.batchline.gateway;

import static io.batchline.contract.batch.BatchStatus.FAILED;
import static io.batchline.contract.batch.BatchStatus.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients of the earlier systems that read.
@Timeout(60)
final class OlderPathsIT extends OnGateway {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String V1 = "/api/v1/batch-processing";

    private final JsonMapper mapper = Json.mapper();
    private BatchDefinition batch;
    private String id;

    @BeforeAll
    void prepare() throws Exception {
        batch = gateway.created("as before");
        id = batch.batchId().value();
        gateway.execute("update batches set run_id = 'r1' where batch_id = ?", id);
        gateway.item(batch.batchId(), 0, "succeeded", "{\"score\": 1}", null);
        gateway.item(batch.batchId(), 1, "failed", null, "no_markers");
        gateway.item(batch.batchId(), 2, "running", null, null);
        gateway.item(batch.batchId(), 3, "waiting", null, null);
        gateway.execute(
                "update items set started_at = now() where batch_id = ? and state = 'running'", id);
        gateway.execute(
                "insert into given_items (batch_id, item_index, tenant, job_id) values (?, 2, 'north', 'my-own')",
                id);
        gateway.folded(batch, PROCESSING, Stage.PROCESS, new Counts(4, 1, 1, 0, 1, 1, 0));
        gateway.progress(batch.batchId(), ProgressStage.PROCESSING, 50);
        gateway.statusIs(batch, "processing");
    }

    @Test
    void a_batch_has_its_older_names() throws Exception {
        for (String path :
                List.of(V1 + "/progress/" + id, "/api/progress/" + id, "/api/jobs/" + id)) {
            JsonNode older = gateway.json(path);
            assertThat(older.get("batch_id").asText()).as(path).isEqualTo(id);
            assertThat(older.get("status").asText()).isEqualTo("processing");
            assertThat(older.get("total").asInt()).isEqualTo(4);
            assertThat(older.get("processed").asInt()).isEqualTo(2);
            assertThat(older.get("success").asInt()).isEqualTo(1);
            assertThat(older.get("errors").asInt()).isEqualTo(1);
            assertThat(older.has("processing_run_id")).isTrue();
        }
    }

    @Test
    void a_batch_shows_its_items_in_pages() throws Exception {
        JsonNode older = gateway.json("/api/batch/%s?limit=3".formatted(id));

        assertThat(older.get("status").asText()).isEqualTo("processing");
        assertThat(older.get("progress").get("processing_jobs").asInt()).isEqualTo(1);
        assertThat(older.get("progress").get("completed_jobs").asInt()).isEqualTo(2);
        assertThat(older.get("jobs").findValuesAsText("status"))
                .containsExactly("completed", "failed", "processing");
        assertThat(older.get("jobs").get(0).get("progress").asDouble()).isEqualTo(1);
        assertThat(older.get("jobs").get(1).get("error_message").asText()).isEqualTo("why");
        assertThat(older.get("jobs").get(2).get("job_id").asText()).isEqualTo("my-own");
        JsonNode rest =
                gateway.json(
                        "/api/batch/%s?limit=3&cursor=%s"
                                .formatted(id, older.get("next_cursor").asText()));
        assertThat(rest.get("jobs").findValuesAsText("status")).containsExactly("pending");
        assertThat(rest.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void lists_results_and_health_are_those_of_today() throws Exception {
        assertThat(gateway.json(V1 + "/jobs").get("jobs").findValuesAsText("batch_id"))
                .contains(id);
        assertThat(
                        gateway.json("/api/batch/list?run_id=r1")
                                .get("batches")
                                .findValuesAsText("batch_id"))
                .containsExactly(id);
        assertThat(gateway.json(V1 + "/results/" + id))
                .isEqualTo(gateway.json("/api/batches/%s/results".formatted(id)));
        HttpResponse<String> health = gateway.getAs("", V1 + "/health");
        assertThat(mapper.readTree(health.body()).get("checks")).isNotEmpty();
        assertThat(gateway.get("/api/batch/list?cursor=%21").statusCode()).isEqualTo(422);
    }

    @Test
    void one_item_is_found_by_either_id_and_the_newest_that_runs_without_any() throws Exception {
        for (String path :
                List.of(
                        "/api/progress/current",
                        "/api/progress/my-own",
                        "/api/progress/%s.000002".formatted(id))) {
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(gateway.json(path).get("job_id").asText())
                                    .as(path)
                                    .isEqualTo("my-own"));
        }
        assertThat(gateway.json("/api/jobs/my-own").get("state").asText()).isEqualTo("running");
        assertThat(
                        gateway.json("/api/batches/%s/items".formatted(id))
                                .get("items")
                                .findValuesAsText("job_id"))
                .containsExactly(id + ".000000", id + ".000001", "my-own", id + ".000003");
        String other = gateway.tokenFor("otto", new TenantId("elsewhere"));
        for (String path :
                List.of(
                        "/api/progress/my-own",
                        "/api/progress/" + id,
                        "/api/jobs/my-own",
                        "/api/jobs/" + id,
                        "/api/batch/" + id,
                        V1 + "/progress/" + id,
                        V1 + "/results/" + id,
                        "/events/progress/" + id,
                        "/events/progress/my-own",
                        "/api/progress/current")) {
            assertThat(gateway.getAs(other, path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(gateway.jsonAs(other, "/api/progress/all").get("progress")).isEmpty();
    }

    @Test
    void all_that_runs_and_what_ended_lately_is_listed() throws Exception {
        BatchDefinition failed = gateway.created("failed lately");
        gateway.folded(failed, FAILED, Stage.EXTRACT, Counts.NONE);
        gateway.progress(failed.batchId(), ProgressStage.FAILED, 0);
        BatchDefinition pending = gateway.created("not begun");

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(
                                        gateway.json("/api/progress/all")
                                                .get("progress")
                                                .findValuesAsText("batch_id"))
                                .contains(id, failed.batchId().value())
                                .doesNotContain(pending.batchId().value()));
    }

    @Test
    void a_stream_has_unnamed_events_with_a_status_and_closes_at_the_end() throws Exception {
        BatchDefinition streamed = gateway.created("streamed");
        gateway.folded(streamed, PROCESSING, Stage.PROCESS, new Counts(2, 1, 1, 0, 0, 0, 0));
        gateway.progress(streamed.batchId(), ProgressStage.PROCESSING, 50);
        String path = "/events/progress/" + streamed.batchId();
        try (StreamReader stream = open(path)) {
            StreamReader.Event first = stream.next(1).getFirst();
            assertThat(first.name()).isNull();
            assertThat(mapper.readTree(first.data()).get("status").asText())
                    .isEqualTo("processing");

            gateway.progress(streamed.batchId(), ProgressStage.COMPLETED, 100);

            StreamReader.Event last = stream.rest().getLast();
            assertThat(mapper.readTree(last.data()).get("status").asText()).isEqualTo("completed");
            assertThat(mapper.readTree(last.data()).get("progress").asDouble()).isEqualTo(1);
            HttpResponse<String> again =
                    gateway.get(path, "Last-Event-ID", String.valueOf(last.id()));
            assertThat(again.statusCode()).isEqualTo(204);
        }
    }

    @Test
    void the_stream_of_an_item_closes_when_the_item_has_ended() throws Exception {
        BatchDefinition streamed = gateway.created("item by item");
        gateway.item(streamed.batchId(), 0, "running", null, null);
        try (StreamReader stream =
                open("/events/progress/%s.000000".formatted(streamed.batchId()))) {
            assertThat(mapper.readTree(stream.next(1).getFirst().data()).get("status").asText())
                    .isEqualTo("processing");

            gateway.execute(
                    "update items set state = 'failed' where batch_id = ?",
                    streamed.batchId().value());

            assertThat(mapper.readTree(stream.rest().getLast().data()).get("status").asText())
                    .isEqualTo("failed");
        }
    }

    private StreamReader open(String path) throws Exception {
        return StreamReader.of(
                gateway.http()
                        .send(
                                gateway.request(path, gateway.token()),
                                HttpResponse.BodyHandlers.ofInputStream()));
    }
}
