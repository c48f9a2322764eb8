package io.batchline.gateway;

import static io.batchline.contract.batch.BatchStatus.CANCELLED;
import static io.batchline.contract.batch.BatchStatus.CANCELLING;
import static io.batchline.contract.batch.BatchStatus.COMPLETED;
import static io.batchline.contract.batch.BatchStatus.PAUSED;
import static io.batchline.contract.batch.BatchStatus.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What shows of a batch that is paused, changed, retried or cancelled while it runs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class SteeringIT {
    private static final Counts HALF_DONE = new Counts(10, 4, 2, 0, 3, 1, 0);
    private static final Counts DONE = new Counts(10, 0, 0, 0, 9, 1, 0);

    private GatewayFixture gateway;

    @BeforeAll
    void start(@TempDir Path storage) throws Exception {
        gateway = GatewayFixture.start(storage, Duration.ofSeconds(15));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

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
        workedOn(id, 0, "succeeded", -60, -50);
        workedOn(id, 1, "succeeded", -60, 1);
        workedOn(id, 2, "failed", -60, 2);
        workedOn(id, 3, "cancelled", -60, 1);
        workedOn(id, 4, "cancelled", -60, -30);
        gateway.item(id, 5, "cancelled", null, null);
        gateway.item(id, 6, "running", null, null);
        gateway.execute(
                "update items set started_at = now() - interval '1 minute' where job_id = ?",
                JobId.of(id, 6).value());
        gateway.folded(batch, PROCESSING, Stage.PROCESS, HALF_DONE);
        gateway.statusIs(batch, "processing");
        assertThat(gateway.json(path(batch)).get("interrupted")).isEmpty();

        gateway.requested(id, CANCELLING);
        gateway.execute(
                "update batches set requested_at = (select min(updated_at) from items where batch_id = ?) where batch_id = ?",
                id.value(),
                id.value());

        JsonNode cancelling = gateway.json(path(batch)).get("interrupted");
        assertThat(cancelling.findValuesAsText("index")).containsExactly("1", "2", "3", "6");
        assertThat(cancelling.findValuesAsText("state"))
                .containsExactly("succeeded", "failed", "cancelled", "running");
        gateway.folded(batch, CANCELLED, Stage.PROCESS, DONE);
        gateway.statusIs(batch, "cancelled");
        assertThat(gateway.json(path(batch)).get("interrupted")).hasSize(4);
        assertThat(cancelling.get(2).get("job_id").asText()).isEqualTo(JobId.of(id, 3).value());
        assertThat(cancelling.get(2).get("name").asText()).isEqualTo("scan-3.jpg");
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
        assertThat(running.get("phase").get("number").asInt()).isEqualTo(2);
        gateway.execute("update items set state = 'failed' where batch_id = ?", id.value());
        assertThat(gateway.json(path).get("progress").asDouble()).isEqualTo(1);

        String stranger = gateway.tokenFor("sam", new TenantId("south"));
        assertThat(gateway.getAs(stranger, path).statusCode()).isEqualTo(404);
        assertThat(gateway.getAs("", path).statusCode()).isEqualTo(401);
        assertThat(gateway.get("/api/jobs/" + JobId.of(id, 1)).statusCode()).isEqualTo(404);
    }

    /// Seconds after the row was written, which the test takes for the time of the cancellation.
    private void workedOn(BatchId batch, int index, String state, int from, int to)
            throws Exception {
        gateway.item(batch, index, state, null, state.equals("failed") ? "no_markers" : null);
        gateway.execute(
                """
                update items set started_at = updated_at + make_interval(secs => ?),
                                 finished_at = updated_at + make_interval(secs => ?)
                 where job_id = ?
                """,
                from,
                to,
                JobId.of(batch, index).value());
    }

    private String statusOf(BatchDefinition batch) throws Exception {
        return gateway.json(path(batch)).get("status").asText();
    }

    private static String path(BatchDefinition batch) {
        return "/api/batches/%s/status".formatted(batch.batchId());
    }
}
