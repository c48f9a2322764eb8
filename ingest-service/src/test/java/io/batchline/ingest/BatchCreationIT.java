package io.batchline.ingest;

import static io.batchline.ingest.RunningIngest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.Priority;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BatchCreationIT extends OnRunningIngest {
    private static final String BATCHES = "/api/batches";

    @Test
    void a_created_batch_is_answered_whole_and_its_command_is_on_the_topic() throws Exception {
        HttpResponse<String> answer =
                ingest.postJson(
                        BATCHES,
                        token,
                        """
                        {"workload": "answer-sheets", "name": "Spring", "run_id": "r1", "priority": "high",
                         "concurrency": 5, "item_timeout_seconds": 90, "max_attempts": 2,
                         "max_failed_percent": 10, "start": "manual", "options": {"dpi": 200}}
                        """);

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode batch = json(answer);
        String id = batch.get("batch_id").asText();
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(l -> assertThat(l).contains(id));
        assertThat(batch.get("status").asText()).isEqualTo("pending");
        assertThat(batch.get("counts").get("total").asInt()).isZero();
        assertThat(batch.get("item_timeout_seconds").asInt()).isEqualTo(90);
        BatchCommand.Create command = (BatchCommand.Create) Published.commandsOf(id, 1).getFirst();
        assertThat(command.definition().priority()).isEqualTo(Priority.HIGH);
        assertThat(command.definition().limits().concurrency()).hasValue(5);
        assertThat(command.definition().labels().items()).isEqualTo("sheets");
        assertThat(command.definition().options().get("dpi").asInt()).isEqualTo(200);
    }

    @Test
    void every_bad_field_is_named_in_one_answer() throws Exception {
        HttpResponse<String> answer =
                ingest.postJson(
                        BATCHES,
                        token,
                        """
                        {"workload": "answer-sheets", "name": " ", "priority": "soon", "concurrency": 21,
                         "item_timeout_seconds": 0, "max_attempts": 11, "max_failed_percent": 100.5,
                         "start": true, "options": {"dpi": 10, "colour": 1}, "extra": 1}
                        """);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.get("type").asText()).isEqualTo("urn:batchline:problem:invalid-fields");
        Set<String> fields = new HashSet<>();
        problem.get("errors").forEach(error -> fields.add(error.get("field").asText()));
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "name",
                        "priority",
                        "concurrency",
                        "item_timeout_seconds",
                        "max_attempts",
                        "max_failed_percent",
                        "start",
                        "options.dpi",
                        "options.colour",
                        "extra");
    }

    @Test
    void a_workload_that_nobody_announced_is_refused_with_those_that_are_known() throws Exception {
        HttpResponse<String> answer =
                ingest.postJson(BATCHES, token, "{\"workload\": \"knitting\", \"name\": \"x\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("knitting").contains("answer-sheets");
    }

    @Test
    void the_same_key_and_body_give_the_first_answer_again() throws Exception {
        String body = "{\"workload\": \"answer-sheets\", \"name\": \"once\"}";

        HttpResponse<String> first = withKey("k-1", body);
        HttpResponse<String> again = withKey("k-1", body);
        HttpResponse<String> other = withKey("k-1", body.replace("once", "twice"));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("Idempotency-Key");
    }

    @Test
    void the_first_answer_is_the_same_whatever_became_of_the_batch_and_a_key_expires()
            throws Exception {
        String body = "{\"workload\": \"answer-sheets\", \"name\": \"kept\"}";
        HttpResponse<String> first = withKey("k-2", body);
        String id = json(first).get("batch_id").asText();
        ingest.send(
                ingest.request(BATCHES + "/" + id, token)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString("{\"priority\": \"urgent\"}")));
        ingest.post(BATCHES + "/" + id + "/cancel", token);

        assertThat(withKey("k-2", body).body()).isEqualTo(first.body());

        ingest.sql(
                "update idempotency_keys set created_at = now() - interval '25 hours' where key = 'k-2'");
        assertThat(json(withKey("k-2", body)).get("batch_id").asText()).isNotEqualTo(id);
    }

    @Test
    void of_many_requests_with_one_key_at_once_one_creates_the_batch() throws Exception {
        String body = "{\"workload\": \"answer-sheets\", \"name\": \"race\"}";
        Callable<String> create = () -> json(withKey("race", body)).get("batch_id").asText();

        Set<String> ids = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(List.of(create, create, create, create, create))) {
                ids.add(answer.get());
            }
        }

        assertThat(ids).hasSize(1);
        assertThat(Published.commandsOf(ids.iterator().next(), 1)).hasSize(1);
    }

    @Test
    void what_is_not_json_is_told_apart_from_what_is_not_valid() throws Exception {
        assertThat(ingest.postJson(BATCHES, token, "{\"name\": ").statusCode()).isEqualTo(400);
        assertThat(ingest.postJson(BATCHES, token, "").statusCode()).isEqualTo(400);
        assertThat(ingest.postJson(BATCHES, token, "[]").statusCode()).isEqualTo(422);
        assertThat(ingest.postJson(BATCHES, token, "{\"name\":1,\"name\":2}").statusCode())
                .isEqualTo(400);
        assertThat(
                        ingest.postJson(
                                        BATCHES,
                                        token,
                                        "{\"name\":\"" + "x".repeat(1 << 20) + "\"}")
                                .statusCode())
                .isEqualTo(413);
        assertThat(
                        ingest.send(
                                        ingest.request(BATCHES, token)
                                                .header("Content-Type", "text/plain")
                                                .POST(BodyPublishers.ofString("{}")))
                                .statusCode())
                .isEqualTo(415);
    }

    @Test
    void start_and_cancel_may_be_repeated_and_a_senseless_start_is_refused() throws Exception {
        String id = ingest.create(token, "manual");
        String start = BATCHES + "/" + id + "/start";
        String cancel = BATCHES + "/" + id + "/cancel";

        assertThat(ingest.post(start, token).statusCode()).isEqualTo(409);
        assertThat(ingest.upload(id, token, BodyPublishers.ofString("zip")).statusCode())
                .isEqualTo(200);
        assertThat(json(ingest.post(start, token)).get("status").asText()).isEqualTo("processing");
        assertThat(ingest.post(start, token).statusCode()).isEqualTo(202);
        HttpResponse<String> cancelled = ingest.post(cancel, token);
        assertThat(cancelled.statusCode()).isEqualTo(202);
        assertThat(json(cancelled).get("status").asText()).isEqualTo("cancelling");
        assertThat(ingest.post(cancel, token).statusCode()).isEqualTo(202);
        assertThat(ingest.post(start, token).statusCode()).isEqualTo(409);
        assertThat(ingest.upload(id, token, BodyPublishers.ofString("zip")).statusCode())
                .isEqualTo(409);
        assertThat(Published.commandsOf(id, 5).stream().map(Object::getClass))
                .containsExactly(
                        BatchCommand.Create.class,
                        BatchCommand.Uploading.class,
                        BatchCommand.Uploaded.class,
                        BatchCommand.Start.class,
                        BatchCommand.Cancel.class);
    }

    private HttpResponse<String> withKey(String key, String body) throws Exception {
        return ingest.send(
                ingest.request(BATCHES, token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)));
    }
}
