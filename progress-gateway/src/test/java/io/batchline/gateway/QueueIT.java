package io.batchline.gateway;

import static io.batchline.contract.batch.BatchStatus.COMPLETED;
import static io.batchline.contract.batch.BatchStatus.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What waits, who follows, and batches that go while somebody looks.
@Timeout(60)
final class QueueIT extends OnGateway {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HEALTH = "/api/streams/health";

    @Test
    void the_queue_counts_the_tenants_own_and_knows_the_stages() throws Exception {
        // given
        String token = gateway.tokenFor("quinn", new TenantId("queue"));
        BatchDefinition running = created("queue", "running");
        BatchDefinition waiting = created("queue", "waiting");
        gateway.folded(running, PROCESSING, Stage.PROCESS, new Counts(10, 5, 2, 1, 2, 0, 0));
        gateway.folded(waiting, PROCESSING, Stage.PROCESS, new Counts(4, 4, 0, 0, 0, 0, 0));

        // then
        await().atMost(SOON)
                .untilAsserted(() -> {
                    JsonNode normal = line(gateway.jsonAs(token, "/api/queue/status"), "normal");
                    assertThat(normal.get("batches_running").asInt()).isEqualTo(1);
                    assertThat(normal.get("batches_waiting").asInt()).isEqualTo(1);
                    assertThat(normal.get("items_waiting").asInt()).isEqualTo(10);
                    assertThat(normal.get("items_running").asInt()).isEqualTo(2);
                });
        JsonNode queue = gateway.jsonAs(token, "/api/v1/batch-processing/queue/status");
        assertThat(queue.get("oldest_waiting").get("batch_id").asText())
                .isEqualTo(waiting.batchId().value());
        assertThat(queue.get("stages")).hasSize(7);
        assertThat(queue.get("stages").get(2).get("consumer_group").asText())
                .isEqualTo("stage-process");
        assertThat(queue.get("stages").get(2).get("consumer_lag").isIntegralNumber()).isTrue();
        String other = gateway.tokenFor("olga", new TenantId("no-queue"));
        assertThat(
                        line(gateway.jsonAs(other, "/api/queue/status"), "normal")
                                .get("batches_running")
                                .asInt())
                .isZero();
    }

    @Test
    void clients_say_how_they_are_connected_and_their_tenant_sees_it() throws Exception {
        String token = gateway.tokenFor("hal", new TenantId("health"));
        BatchDefinition batch = created("health", "followed");
        gateway.folded(batch, PROCESSING, Stage.PROCESS, new Counts(1, 0, 1, 0, 0, 0, 0));
        gateway.progress(batch.batchId(), ProgressStage.PROCESSING, 10);
        gateway.getAs(token, "/api/batches/%s/progress".formatted(batch.batchId()));

        assertThat(
                        post(token, "{\"connection\": \"live\", \"quality\": \"degraded\"}")
                                .statusCode())
                .isEqualTo(204);
        HttpResponse<String> bad =
                post(token, "{\"connection\": \"fine\", \"quality\": 1, \"x\": 1}");
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.body()).contains("connection", "quality", "\"x\"");

        await().atMost(SOON)
                .untilAsserted(() -> {
                    JsonNode health = gateway.jsonAs(token, HEALTH);
                    assertThat(health.get("polling_clients").asInt()).isEqualTo(1);
                    assertThat(health.get("connections").get("live").asInt()).isEqualTo(1);
                    assertThat(health.get("qualities").get("degraded").asInt()).isEqualTo(1);
                    assertThat(health.get("newest_event_age_seconds").asDouble()).isLessThan(60);
                    assertThat(health.get("broker_heard").asBoolean()).isTrue();
                });
        JsonNode other = gateway.jsonAs(gateway.tokenFor("ida", new TenantId("deaf")), HEALTH);
        assertThat(other.get("connections").get("live").asInt()).isZero();
        assertThat(other.get("newest_event_at").isNull()).isTrue();
    }

    @Test
    void the_list_is_narrowed_to_a_run_and_who_has_the_status_gets_304() throws Exception {
        String token = gateway.tokenFor("rita", new TenantId("runs"));
        BatchDefinition batch = created("runs", "in a run");
        created("runs", "in none");
        gateway.execute(
                "update batches set run_id = 'term-1' where batch_id = ?", batch.batchId().value());

        assertThat(gateway.jsonAs(token, "/api/batches?run_id=term-1").get("batches")).hasSize(1);
        assertThat(gateway.jsonAs(token, "/api/batches?run_id=term-2").get("batches")).isEmpty();

        String status = "/api/batches/%s/status".formatted(batch.batchId());
        String tag = gateway.getAs(token, status).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> same =
                gateway.http()
                        .send(
                                gateway.request(status, token, "If-None-Match", tag),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
    }

    @Test
    void the_tag_of_a_running_batch_changes_with_what_is_told_of_it_and_not_with_the_clock()
            throws Exception {
        BatchDefinition batch = gateway.created("running");
        gateway.folded(batch, PROCESSING, Stage.PROCESS, new Counts(9, 9, 0, 0, 0, 0, 0));
        gateway.statusIs(batch, "processing");
        String status = "/api/batches/%s/status".formatted(batch.batchId());
        HttpResponse<String> first = gateway.get(status);
        await().until(() -> !gateway.get(status).body().equals(first.body()));

        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).startsWith("W/");
        assertThat(gateway.get(status, "If-None-Match", tag).statusCode()).isEqualTo(304);

        gateway.folded(batch, PROCESSING, Stage.PROCESS, new Counts(9, 8, 1, 0, 0, 0, 0));
        await().until(() -> gateway.get(status, "If-None-Match", tag).statusCode() == 200);
    }

    @Test
    void whoever_watches_a_batch_that_is_deleted_is_sent_away_and_it_is_nowhere() throws Exception {
        // given
        BatchDefinition batch = gateway.created("to go");
        gateway.folded(batch, COMPLETED, Stage.CLEANUP, new Counts(1, 0, 0, 0, 1, 0, 0));
        gateway.progress(batch.batchId(), ProgressStage.CLEANING, 50);
        gateway.statusIs(batch, "completed");
        String ended = "/api/batches?status=completed,cancelled";
        assertThat(gateway.get(ended).body()).contains(batch.batchId().value());
        try (StreamReader stream = gateway.stream(batch.batchId(), "")) {
            stream.next(1);

            // when
            gateway.execute("delete from batches where batch_id = ?", batch.batchId().value());
            for (String door :
                    new String[] {
                        "status", "progress", "items", "results", "summary", "stream", "events"
                    }) {
                assertThat(
                                gateway.get("/api/batches/%s/%s".formatted(batch.batchId(), door))
                                        .statusCode())
                        .as(door)
                        .isEqualTo(404);
            }
            gateway.delete(Topics.BATCHES, batch.batchId());

            // then
            assertThat(stream.rest()).isEmpty();
        }
    }

    private BatchDefinition created(String tenant, String name) throws Exception {
        BatchDefinition made = gateway.created(name);
        gateway.execute(
                "update batches set tenant = ? where batch_id = ?", tenant, made.batchId().value());
        return new BatchDefinition(
                made.batchId(),
                new TenantId(tenant),
                made.owner(),
                made.workload(),
                made.name(),
                made.runId(),
                made.priority(),
                made.limits(),
                made.start(),
                made.options(),
                made.labels(),
                Instant.now());
    }

    private HttpResponse<String> post(String token, String body) throws Exception {
        return gateway.http()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:%d%s"
                                                        .formatted(gateway.port(), HEALTH)))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode line(JsonNode queue, String priority) {
        Iterator<JsonNode> lines = queue.get("priorities").elements();
        while (lines.hasNext()) {
            JsonNode line = lines.next();
            if (line.get("priority").asText().equals(priority)) {
                return line;
            }
        }
        throw new AssertionError("no line of " + priority + " in " + queue);
    }
}
