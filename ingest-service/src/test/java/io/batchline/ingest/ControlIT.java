package io.batchline.ingest;

import static io.batchline.ingest.RunningIngest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.Priority;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ControlIT extends OnRunningIngest {
    private static final List<String> DOORS = List.of("/pause", "/resume", "/retry");

    @Test
    void pause_and_resume_may_be_repeated_and_each_change_is_one_command() throws Exception {
        String id = processing();

        assertThat(statusAfter(post(id, "/pause"), 202)).isEqualTo("paused");
        assertThat(statusAfter(post(id, "/pause"), 202)).isEqualTo("paused");
        folded(id, "processing", 1, 4, 0);
        assertThat(statusAfter(post(id, "/pause"), 202)).isEqualTo("paused");
        assertThat(statusAfter(post(id, "/resume"), 202)).isEqualTo("processing");
        assertThat(statusAfter(post(id, "/resume"), 202)).isEqualTo("processing");

        List<BatchCommand> commands = Published.commandsOf(id, 5);
        assertThat(commands).hasSize(5);
        assertThat(((BatchCommand.Pause) commands.get(3)).by()).isEqualTo("admin");
        assertThat(commands.get(4)).isInstanceOf(BatchCommand.Resume.class);
    }

    @Test
    void priority_and_concurrency_change_alone_and_together() throws Exception {
        String id = processing();

        JsonNode urgent = json(patch(id, "{\"priority\": \"urgent\"}"));
        assertThat(urgent.get("priority").asText()).isEqualTo("urgent");
        assertThat(json(patch(id, "{\"concurrency\": 3}")).get("concurrency").asInt()).isEqualTo(3);
        JsonNode both = json(patch(id, "{\"priority\": \"low\", \"concurrency\": null}"));
        assertThat(both.path("concurrency").asInt()).isZero();
        assertThat(patch(id, "{\"priority\": \"low\"}").statusCode()).isEqualTo(200);

        List<BatchCommand> commands = Published.commandsOf(id, 6);
        assertThat(commands).as("what is so already needs no command").hasSize(6);
        BatchCommand.Change second = (BatchCommand.Change) commands.get(4);
        assertThat(second.priority()).isEqualTo(Priority.URGENT);
        assertThat(second.concurrency()).hasValue(3);
        BatchCommand.Change third = (BatchCommand.Change) commands.get(5);
        assertThat(third.priority()).isEqualTo(Priority.LOW);
        assertThat(third.concurrency()).isEmpty();
    }

    @Test
    void what_a_change_gets_wrong_is_named() throws Exception {
        String id = processing();

        assertField(patch(id, "{}"), "priority");
        assertField(patch(id, "{\"priority\": null}"), "priority");
        assertField(patch(id, "{\"priority\": \"soon\"}"), "priority");
        assertField(patch(id, "{\"concurrency\": 0}"), "concurrency");
        assertField(patch(id, "{\"concurrency\": 21}"), "concurrency");
        assertField(patch(id, "{\"concurrency\": \"3\"}"), "concurrency");
        assertField(patch(id, "{\"concurrency\": 3, \"name\": \"x\"}"), "name");
    }

    @Test
    void what_can_not_be_meant_is_refused_with_the_reason() throws Exception {
        String pending = ingest.create(token, "manual");
        assertConflict(post(pending, "/pause"), "not begun");
        assertConflict(post(pending, "/resume"), "not begun");
        assertConflict(post(pending, "/retry"), "not ended");
        assertThat(patch(pending, "{\"priority\": \"high\"}").statusCode()).isEqualTo(200);

        String cancelling = processing();
        assertConflict(post(cancelling, "/retry"), "not ended");
        post(cancelling, "/cancel");
        assertConflict(post(cancelling, "/pause"), "being cancelled");
        assertConflict(post(cancelling, "/resume"), "being cancelled");
        assertConflict(patch(cancelling, "{\"priority\": \"high\"}"), "being cancelled");

        String ended = processing();
        folded(ended, "completed", 1, 4, 0);
        assertConflict(post(ended, "/pause"), "has ended (completed)");
        assertConflict(post(ended, "/resume"), "has ended (completed)");
        assertConflict(patch(ended, "{\"concurrency\": 1}"), "has ended (completed)");
        assertConflict(post(ended, "/retry"), "every item has succeeded");
    }

    @Test
    void an_ended_batch_is_retried_once_and_again_when_it_has_ended_again() throws Exception {
        String id = processing();
        folded(id, "failed", 1, 2, 2);

        assertThat(statusAfter(post(id, "/retry"), 202)).isEqualTo("processing");
        assertConflict(post(id, "/retry"), "a moment ago");
        assertThat(statusAfter(post(id, "/pause"), 202)).isEqualTo("paused");
        assertThat(statusAfter(post(id, "/resume"), 202)).isEqualTo("processing");
        folded(id, "processing", 2, 2, 0);
        assertConflict(post(id, "/retry"), "not ended");
        folded(id, "completed", 2, 3, 1);
        assertThat(statusAfter(post(id, "/retry"), 202)).isEqualTo("processing");
        assertThat(statusAfter(post(id, "/cancel"), 202)).isEqualTo("cancelling");
        folded(id, "cancelled", 3, 3, 1);
        assertThat(statusAfter(post(id, "/retry"), 202)).isEqualTo("processing");

        List<BatchCommand> commands = Published.commandsOf(id, 9);
        assertThat(commands.stream().filter(BatchCommand.Retry.class::isInstance)).hasSize(3);
        BatchCommand.Retry first = (BatchCommand.Retry) commands.get(3);
        BatchCommand.Retry second = (BatchCommand.Retry) commands.get(6);
        assertThat(first.items()).isEmpty();
        assertThat(first.cause()).isNull();
        assertThat(second.at()).isAfter(first.at());
    }

    @Test
    void a_retry_is_narrowed_by_item_or_by_cause() throws Exception {
        String id = processing();
        folded(id, "completed", 1, 2, 2);
        item(id, 0, "succeeded", null);
        item(id, 2, "failed", "no_markers");

        assertConflict(retry(id, "{\"cause\": \"timed_out\"}"), "none of these");
        assertConflict(retry(id, "{\"items\": [\"" + id + ".000000\"]}"), "none of these");
        assertThat(
                        statusAfter(
                                retry(
                                        id,
                                        "{\"items\": [\"%s.000002\", \"%s.000002\"]}"
                                                .formatted(id, id)),
                                202))
                .isEqualTo("processing");
        folded(id, "completed", 2, 2, 2);
        assertThat(retry(id, "{\"cause\": \"no_markers\"}").statusCode()).isEqualTo(202);

        List<BatchCommand> commands = Published.commandsOf(id, 5);
        assertThat(((BatchCommand.Retry) commands.get(3)).items())
                .extracting(Object::toString)
                .containsExactly(id + ".000002");
        assertThat(((BatchCommand.Retry) commands.get(4)).cause()).isEqualTo("no_markers");
    }

    @Test
    void what_a_retry_gets_wrong_is_named() throws Exception {
        String id = processing();
        folded(id, "failed", 1, 2, 2);
        String own = "\"" + id + ".000000\"";

        assertField(retry(id, "{\"items\": []}"), "items");
        assertField(retry(id, "{\"items\": \"all\"}"), "items");
        assertField(retry(id, "{\"items\": [7]}"), "items");
        assertField(retry(id, "{\"items\": [" + own + ", \"b.000000\"]}"), "items");
        assertField(retry(id, "{\"items\": [\"" + id + ".000004\"]}"), "items");
        assertField(retry(id, "{\"items\": [" + own + "], \"cause\": \"x\"}"), "cause");
        assertField(retry(id, "{\"cause\": \" \"}"), "cause");
        assertField(retry(id, "{\"force\": true}"), "force");
        assertThat(retry(id, "{").statusCode()).isEqualTo(400);
        assertThat(statusAfter(retry(id, "{}"), 202)).isEqualTo("processing");
    }

    @Test
    void who_is_nobody_or_of_another_tenant_steers_nothing() throws Exception {
        String id = processing();
        for (String door : DOORS) {
            assertThat(ingest.post("/api/batches/" + id + door, "wrong").statusCode())
                    .isEqualTo(401);
            assertThat(post("none", door).statusCode()).isEqualTo(404);
        }
        ingest.sql("update batches set tenant = 'other' where batch_id = '%s'".formatted(id));
        for (String door : DOORS) {
            assertThat(post(id, door).statusCode()).as(door).isEqualTo(404);
        }
        assertThat(patch(id, "{\"concurrency\": 1}").statusCode()).isEqualTo(404);
        assertThat(Published.commandsOf(id, 3)).hasSize(3);
    }

    /// A batch with its source that nobody has folded.
    private String processing() throws Exception {
        String id = ingest.create(token, "auto");
        assertThat(ingest.upload(id, token, BodyPublishers.ofString("zip")).statusCode())
                .isEqualTo(200);
        return id;
    }

    private void folded(String id, String status, int generation, int succeeded, int failed)
            throws Exception {
        ingest.sql(
                """
                insert into batch_states (batch_id, generation, status, counts, updated_at)
                values ('%s', %d, '%s', '{"total": %d, "waiting": 0, "running": 0, "retrying": 0,
                                          "succeeded": %d, "failed": %d, "cancelled": 0}', now())
                on conflict (batch_id) do update
                   set generation = excluded.generation, status = excluded.status,
                       counts = excluded.counts
                """
                        .formatted(id, generation, status, succeeded + failed, succeeded, failed));
    }

    private void item(String id, int index, String state, @Nullable String cause) throws Exception {
        ingest.sql(
                """
                insert into items (batch_id, item_index, job_id, state, generation, error_cause, updated_at)
                values ('%s', %d, '%s.%06d', '%s', 1, nullif('%s', 'null'), now())
                """
                        .formatted(id, index, id, index, state, cause));
    }

    private HttpResponse<String> post(String id, String door) throws Exception {
        return ingest.post("/api/batches/" + id + door, token);
    }

    private HttpResponse<String> retry(String id, String body) throws Exception {
        return ingest.postJson("/api/batches/%s/retry".formatted(id), token, body);
    }

    private HttpResponse<String> patch(String id, String body) throws Exception {
        return ingest.send(
                ingest.request("/api/batches/" + id, token)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(body)));
    }

    private static String statusAfter(HttpResponse<String> answer, int code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(code);
        return json(answer).get("status").asText();
    }

    private static void assertConflict(HttpResponse<String> answer, String why) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(json(answer).get("detail").asText()).contains(why);
    }

    private static void assertField(HttpResponse<String> answer, String field) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(json(answer).get("errors").findValuesAsText("field")).contains(field);
    }
}
