package io.batchline.gateway;

import static io.batchline.contract.batch.BatchStatus.CANCELLING;
import static io.batchline.contract.batch.BatchStatus.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Json;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.worker.WorkerInfo;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReadingIT extends OnGateway {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final JsonMapper mapper = Json.mapper();

    @Test
    void a_batch_shows_whom_it_tells_and_none_of_its_secrets() throws Exception {
        BatchDefinition batch = gateway.created("tells somebody");
        String path = "/api/batches/%s/status".formatted(batch.batchId());
        assertThat(gateway.json(path).at("/definition/webhook_url").isNull()).isTrue();

        gateway.execute(
                """
                insert into webhooks (webhook_id, tenant, batch_id, url, events, since, created_by, created_at)
                values (?, ?, ?, 'https://a.example/hook?token=abc', '{completed}', array[now()], 'ann', now())
                """,
                "a".repeat(16),
                GatewayFixture.TENANT.value(),
                batch.batchId().value());

        assertThat(gateway.json(path).at("/definition/webhook_url").asText())
                .isEqualTo("https://a.example/hook?…");
    }

    @Test
    void a_batch_just_created_is_there_at_once() throws Exception {
        BatchDefinition batch = gateway.created("just made");

        JsonNode status = gateway.json("/api/batches/%s/status".formatted(batch.batchId()));

        assertThat(status.get("status").asText()).isEqualTo("pending");
        assertThat(status.get("name").asText()).isEqualTo("just made");
        assertThat(status.get("stages")).hasSize(7);
        assertThat(status.get("started_at").isNull()).isTrue();
        assertThat(status.get("definition").get("item_timeout_seconds").asInt()).isEqualTo(60);
        assertThat(status.get("counts").get("total").asInt()).isZero();
        assertThat(ids(gateway.json("/api/batches?limit=1")))
                .containsExactly(batch.batchId().value());
        assertThat(gateway.get(progressOf(batch)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_cancel_shows_before_it_is_folded() throws Exception {
        BatchDefinition batch = gateway.created("to be cancelled");
        gateway.folded(batch, PROCESSING, Stage.PROCESS, new Counts(10, 5, 1, 0, 4, 0, 0));
        gateway.statusIs(batch, "processing");

        gateway.requested(batch.batchId(), CANCELLING);

        JsonNode status = gateway.json("/api/batches/%s/status".formatted(batch.batchId()));
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
        JsonNode first = gateway.jsonAs(token, "/api/batches?limit=2");
        assertThat(names(first)).containsExactly("listed 4", "listed 3");
        String cursor = first.get("next_cursor").asText();
        JsonNode second = gateway.jsonAs(token, "/api/batches?limit=3&cursor=" + cursor);
        assertThat(names(second)).containsExactly("listed 2", "listed 1", "listed 0");
        assertThat(second.get("next_cursor").isNull()).isTrue();
        assertThat(names(gateway.jsonAs(token, "/api/batches?status=completed"))).isEmpty();
        assertThat(names(gateway.jsonAs(token, "/api/batches?status=pending,failed"))).hasSize(5);
        assertThat(names(gateway.jsonAs(token, "/api/batches?priority=urgent"))).isEmpty();
        assertThat(names(gateway.jsonAs(token, "/api/batches?workload=web-pages"))).isEmpty();
        assertThat(names(gateway.jsonAs(token, "/api/batches?created_after=2100-01-01T00:00:00Z")))
                .isEmpty();
        assertThat(names(gateway.jsonAs(token, "/api/batches?q=LISTED%203")))
                .containsExactly("listed 3");
        assertThat(names(gateway.jsonAs(token, "/api/batches?q=%25"))).isEmpty();
        assertThat(
                        names(
                                gateway.jsonAs(
                                        gateway.tokenFor("zoe", new TenantId("south")),
                                        "/api/batches?q=listed")))
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
    void another_tenants_batch_is_nowhere() throws Exception {
        BatchId batch = gateway.created("hidden").batchId();
        gateway.item(batch, 0, "succeeded", "{}", null);
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
                        "evaluation.csv",
                        "stream")) {
            String address = "/api/batches/%s/%s".formatted(batch, path);
            assertThat(gateway.getAs(stranger, address).statusCode()).as(path).isEqualTo(404);
            assertThat(gateway.getAs("", address).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(gateway.getAs(stranger, "/api/jobs/" + JobId.of(batch, 0)).statusCode())
                .isEqualTo(404);
        assertThat(gateway.jsonAs(stranger, "/api/batches").get("batches")).isEmpty();
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

        JsonNode first = gateway.json(path + "?limit=3");
        JsonNode second =
                gateway.json(path + "?limit=3&cursor=" + first.get("next_cursor").asText());

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

        JsonNode found = gateway.json("/api/workloads").get("workloads").get(0);

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
        for (String path :
                List.of(
                        "/",
                        "/css/tokens.css",
                        "/js/main.js",
                        "/icon.svg",
                        "/batchline-client.js")) {
            HttpResponse<String> answer = gateway.getAs("", path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("script-src 'self'");
        }
        assertThat(gateway.getAs("", "/package.json").statusCode()).isEqualTo(404);
        assertThat(gateway.getAs("", "/").body()).contains("<title>Batchline</title>");
        assertThat(gateway.getAs("", "/").body()).doesNotContain("style=", "onclick=");
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
}
