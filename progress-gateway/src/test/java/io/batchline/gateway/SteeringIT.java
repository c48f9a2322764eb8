package io.batchline.gateway;

import static io.batchline.contract.batch.BatchStatus.CANCELLED;
import static io.batchline.contract.batch.BatchStatus.CANCELLING;
import static io.batchline.contract.batch.BatchStatus.COMPLETED;
import static io.batchline.contract.batch.BatchStatus.PAUSED;
import static io.batchline.contract.batch.BatchStatus.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.RetryDelay;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.worker.WorkerInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What shows of a batch that is paused, changed, retried or cancelled while it runs.
@Timeout(60)
final class SteeringIT extends OnGateway {
    private static final Counts HALF_DONE = new Counts(10, 4, 2, 0, 3, 1, 0);
    private static final Counts DONE = new Counts(10, 0, 0, 0, 9, 1, 0);

    @Test
    void a_pause_and_a_resume_show_before_they_are_folded() throws Exception {
        BatchDefinition batch = gateway.created("paused and resumed");
        gateway.folded(batch, PROCESSING, Stage.PROCESS, HALF_DONE);
        gateway.statusIs(batch, "processing");

        gateway.requested(batch.batchId(), PAUSED);
        assertThat(statusOf(batch)).isEqualTo("paused");
        gateway.folded(batch, PROCESSING, Stage.PROCESS, new Counts(10, 4, 1, 0, 4, 1, 0));
        gateway.folded(batch, PAUSED, Stage.PROCESS, new Counts(10, 4, 0, 0, 5, 1, 0));
        gateway.statusIs(batch, "paused");

        gateway.requested(batch.batchId(), PROCESSING);
        assertThat(statusOf(batch)).isEqualTo("processing");
    }

    @Test
    void who_starts_by_hand_sees_when_there_is_something_to_start() throws Exception {
        BatchDefinition uploaded = gateway.created("uploaded");
        BatchDefinition given = gateway.created("given its items");
        for (BatchDefinition batch : List.of(uploaded, given)) {
            gateway.execute(
                    "update batches set definition = jsonb_set(definition, '{start}', '\"manual\"') where batch_id = ?",
                    batch.batchId().value());
            assertThat(waitingReason(batch)).isEqualTo("waiting for upload");
        }

        gateway.execute(
                "update batches set source = '{}' where batch_id = ?", uploaded.batchId().value());
        gateway.execute(
                "insert into given_items (batch_id, item_index, tenant, data) values (?, 0, ?, '{}')",
                given.batchId().value(),
                GatewayFixture.TENANT.value());

        for (BatchDefinition batch : List.of(uploaded, given)) {
            assertThat(waitingReason(batch)).isEqualTo("waiting for start");
        }
        JsonNode list = gateway.json("/api/batches?limit=2").get("batches");
        assertThat(list.findValuesAsText("waiting_reason"))
                .containsExactly("waiting for start", "waiting for start");
        gateway.requested(given.batchId(), PROCESSING);
        assertThat(gateway.json(path(given)).get("waiting_reason").isNull()).isTrue();
    }

    @Test
    void a_retry_shows_before_it_is_folded_and_its_end_when_it_has_ended() throws Exception {
        BatchDefinition batch = gateway.created("retried");
        gateway.requested(batch.batchId(), PROCESSING);
        gateway.folded(batch, COMPLETED, Stage.CLEANUP, DONE);
        gateway.statusIs(batch, "completed");

        gateway.execute(
                "update batches set requested_at = now(), requested_generation = 2 where batch_id = ?",
                batch.batchId().value());

        JsonNode status = gateway.json(path(batch));
        assertThat(status.get("status").asText()).isEqualTo("processing");
        assertThat(status.get("completed_at").isNull()).isTrue();
    }

    @Test
    void failures_are_clustered_by_cause_with_the_newest_message() throws Exception {
        BatchDefinition batch = gateway.created("with failures");
        BatchId id = batch.batchId();
        gateway.item(id, 0, "failed", null, "timed_out");
        for (int i = 1; i < 4; i++) {
            gateway.item(id, i, "failed", null, "no_markers");
            gateway.execute(
                    """
                    update items set error_message = ?, finished_at = now() - make_interval(secs => ?)
                     where batch_id = ? and item_index = ?
                    """,
                    "message " + i,
                    i == 2 ? 0 : 10 * i,
                    id.value(),
                    i);
        }
        gateway.item(id, 4, "retrying", null, "no_markers");
        gateway.item(id, 5, "succeeded", "{}", null);

        JsonNode failures = gateway.json(path(batch)).get("failures");

        assertThat(failures.findValuesAsText("cause")).containsExactly("no_markers", "timed_out");
        assertThat(failures.get(0).get("count").asInt()).isEqualTo(3);
        assertThat(failures.get(0).get("message").asText()).isEqualTo("message 2");
        assertThat(failures.get(1).get("count").asInt()).isEqualTo(1);
    }

    @Test
    void a_cancelled_batch_says_what_became_of_each_item_that_was_running() throws Exception {
        BatchDefinition batch = gateway.created("cancelled");
        BatchId id = batch.batchId();
        gateway.item(id, 0, "succeeded", "{}", null);
        gateway.item(id, 1, "succeeded", "{}", null);
        gateway.item(id, 2, "failed", null, "no_markers");
        gateway.item(id, 3, "cancelled", null, null);
        gateway.item(id, 4, "cancelled", null, null);
        gateway.item(id, 5, "running", null, null);
        gateway.folded(batch, PROCESSING, Stage.PROCESS, HALF_DONE);
        gateway.statusIs(batch, "processing");
        assertThat(gateway.json(path(batch)).get("interrupted")).isEmpty();

        gateway.folded(batch, CANCELLING, Stage.PROCESS, HALF_DONE, List.of(1, 2, 3, 5));
        gateway.statusIs(batch, "cancelling");

        JsonNode cancelling = gateway.json(path(batch)).get("interrupted");
        assertThat(cancelling.findValuesAsText("index")).containsExactly("1", "2", "3", "5");
        assertThat(cancelling.findValuesAsText("state"))
                .containsExactly("succeeded", "failed", "cancelled", "running");
        assertThat(cancelling.get(2).get("job_id").asText()).isEqualTo(JobId.of(id, 3).value());
        assertThat(cancelling.get(2).get("name").asText()).isEqualTo("scan-3.jpg");
        gateway.folded(batch, CANCELLED, Stage.PROCESS, DONE, List.of(1, 2, 3, 5));
        gateway.statusIs(batch, "cancelled");
        assertThat(gateway.json(path(batch)).get("interrupted")).hasSize(4);
    }

    @Test
    void each_item_that_waits_has_one_reason_and_no_other_has_any() throws Exception {
        BatchDefinition batch = gateway.created("waiting");
        BatchId id = batch.batchId();
        var worker =
                new WorkerInfo(
                        new WorkerId("w-" + id),
                        Set.of(Stage.PROCESS),
                        Set.of(),
                        8,
                        Instant.now(),
                        Instant.now());
        Instant failedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var states = List.of("running", "waiting", "retrying", "waiting", "succeeded");
        for (int index = 0; index < states.size(); index++) {
            gateway.item(id, index, states.get(index), null, null);
        }
        gateway.execute(
                "update items set run = 4, attempt = 9, finished_at = ?::timestamptz where job_id = ?",
                failedAt.toString(),
                JobId.of(id, 2).value());
        gateway.folded(batch, PROCESSING, Stage.PROCESS, new Counts(5, 2, 1, 1, 1, 0, 0));
        gateway.statusIs(batch, "processing");
        gateway.write(Topics.WORKERS, worker.workerId(), worker);
        String list = "/api/batches/%s/items".formatted(id);
        await().atMost(Duration.ofSeconds(6))
                .until(() -> reasons(gateway.json(list)).get(1).startsWith("waiting for slot"));

        // Batches that other tests have left in the shared topics stand ahead too.
        int ahead = ahead(reasons(gateway.json(list)).get(1));
        Instant due =
                RetryDelay.DEFAULT
                        .due(JobId.of(id, 2), 4, 9, failedAt)
                        .truncatedTo(ChronoUnit.SECONDS);
        assertThat(reasons(gateway.json(list)))
                .containsExactly(
                        "null",
                        "waiting for slot (%d ahead)".formatted(ahead),
                        "backoff until " + due,
                        "waiting for slot (%d ahead)".formatted(ahead + 1),
                        "null");
        assertThat(job(id, 3)).isEqualTo("waiting for slot (%d ahead)".formatted(ahead + 1));
        assertThat(reasons(gateway.json(list + "?state=retrying")))
                .containsExactly("backoff until " + due);

        gateway.requested(id, PAUSED);
        assertThat(reasons(gateway.json(list)))
                .containsExactly("null", "paused", "paused", "paused", "null");
        gateway.gone(worker.workerId());
        gateway.requested(id, PROCESSING);
        await().atMost(Duration.ofSeconds(6))
                .until(() -> job(id, 1).equals("no worker alive for stage process"));
    }

    private static int ahead(String reason) {
        return Integer.parseInt(reason.replaceAll("\\D", ""));
    }

    private String job(BatchId id, int index) throws Exception {
        return gateway.json("/api/jobs/" + JobId.of(id, index)).get("waiting_reason").asText();
    }

    private static List<String> reasons(JsonNode list) {
        return list.get("items").findValuesAsText("waiting_reason");
    }

    @Test
    void an_item_shows_its_phase_while_it_runs_to_its_own_tenant_only() throws Exception {
        BatchId id = gateway.created("one item").batchId();
        gateway.item(id, 0, "running", null, null);
        gateway.execute(
                "update items set phase = 2, phases = 4, phase_message = 'marks', started_at = now() where batch_id = ?",
                id.value());
        String path = "/api/jobs/" + JobId.of(id, 0);

        JsonNode running = gateway.json(path);
        assertThat(running.get("batch_id").asText()).isEqualTo(id.value());
        assertThat(running.get("progress").asDouble()).isEqualTo(0.5);
        assertThat(running.get("phase").asInt()).isEqualTo(2);
        assertThat(running.get("phases").asInt()).isEqualTo(4);
        assertThat(running.get("phase_message").asText()).isEqualTo("marks");
        assertThat(running.get("waiting_reason").isNull()).isTrue();
        gateway.execute("update items set state = 'failed' where batch_id = ?", id.value());
        assertThat(gateway.json(path).get("progress").asDouble()).isEqualTo(1);

        String stranger = gateway.tokenFor("sam", new TenantId("south"));
        assertThat(gateway.getAs(stranger, path).statusCode()).isEqualTo(404);
        assertThat(gateway.getAs("", path).statusCode()).isEqualTo(401);
        assertThat(gateway.get("/api/jobs/" + JobId.of(id, 1)).statusCode()).isEqualTo(404);
    }

    private String waitingReason(BatchDefinition batch) throws Exception {
        return gateway.json(path(batch)).get("waiting_reason").asText();
    }

    private String statusOf(BatchDefinition batch) throws Exception {
        return gateway.json(path(batch)).get("status").asText();
    }

    private static String path(BatchDefinition batch) {
        return "/api/batches/%s/status".formatted(batch.batchId());
    }
}
