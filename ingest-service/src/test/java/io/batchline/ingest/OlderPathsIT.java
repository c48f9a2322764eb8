package io.batchline.ingest;

import static io.batchline.ingest.RunningIngest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.Priority;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Clients of the earlier systems that change something.
class OlderPathsIT extends OnRunningIngest {
    private static final String START = "/api/v1/batch-processing/start";

    @Test
    void a_batch_of_urls_starts_and_is_cancelled() throws Exception {
        // given no worker knows pages
        ingest.sql("delete from workloads where name = 'web-pages'");
        HttpResponse<String> unknown =
                ingest.postJson(START, token, "{\"urls\": [\"https://example.org/\"]}");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("web-pages").contains("answer-sheets, rehearsal");

        // when one does
        ingest.announce("web-pages");
        HttpResponse<String> answer =
                ingest.postJson(
                        START,
                        token,
                        """
                        {"urls": ["https://example.org/", "http://example.org/b"], "name": "audit",
                         "priority": "high", "batch_size": 7, "timeout": 90, "strategy": "mobile"}
                        """);

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode batch = json(answer);
        String id = batch.get("batch_id").asText();
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("/api/v1/batch-processing/progress/" + id);
        assertThat(batch.get("status").asText()).isEqualTo("processing");
        assertThat(batch.get("errors").asInt()).isZero();
        assertThat(batch.has("processing_run_id")).isTrue();
        var created = ((BatchCommand.Create) Published.commandsOf(id, 2).getFirst()).definition();
        assertThat(created.workload()).isEqualTo("web-pages");
        assertThat(created.priority()).isEqualTo(Priority.HIGH);
        assertThat(created.limits().concurrency()).hasValue(7);
        assertThat(created.limits().itemTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(created.options().get("strategy").asText()).isEqualTo("mobile");

        HttpResponse<String> cancelled =
                ingest.post("/api/v1/batch-processing/cancel/" + id, token);
        assertThat(cancelled.statusCode()).isEqualTo(202);
        assertThat(json(cancelled).get("status").asText()).isEqualTo("processing");
        assertThat(ingest.post("/api/v1/batch-processing/cancel/none", token).statusCode())
                .isEqualTo(404);
    }

    @Test
    void every_bad_field_is_named_in_one_answer() throws Exception {
        ingest.announce("web-pages");

        HttpResponse<String> answer =
                ingest.postJson(
                        START,
                        token,
                        """
                        {"urls": ["https://example.org/", {"url": "https://example.org/"}, "x"], "batch_size": 21,
                         "timeout": 59, "strategy": "tablet", "priority": 1, "colour": 1}
                        """);

        assertThat(answer.statusCode()).isEqualTo(422);
        var fields = new ArrayList<String>();
        json(answer).get("errors").forEach(error -> fields.add(error.get("field").asText()));
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "urls[1]",
                        "urls[2]",
                        "batch_size",
                        "timeout",
                        "strategy",
                        "priority",
                        "colour");
        assertThat(ingest.postJson(START, token, "{}").body()).contains("urls");
    }
}
