package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.topic.Topics;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Batches of which a rule has removed the source, or the results.
class RemovedIT extends OnGateway {
    @Test
    void what_was_removed_is_gone_with_the_time_and_the_rule_and_the_rest_is_there()
            throws Exception {
        BatchDefinition batch = completed();
        gateway.execute(
                """
                update batches set source_removed_at = '2026-03-01T00:00:00Z', source_kept_days = 90,
                       results_removed_at = '2026-06-01T00:00:00Z', results_kept_days = 180
                 where batch_id = ?
                """,
                batch.batchId().value());

        String of = "/api/batches/" + batch.batchId();
        String item = "/api/jobs/" + JobId.of(batch.batchId(), 0);
        for (String path :
                List.of(
                        of + "/results",
                        of + "/results.csv",
                        of + "/errors.csv",
                        of + "/evaluation.csv",
                        of + "/review",
                        item + "/overlay.png",
                        item + "/crops/crop-q1.png")) {
            HttpResponse<String> answer = gateway.get(path);
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(410);
            assertThat(answer.body())
                    .as(path)
                    .contains("2026-06-01T00:00:00Z", "180 days", "keep_results_days");
        }
        JsonNode status = gateway.json(of + "/status");
        assertThat(status.get("results_removed_at").asText()).isEqualTo("2026-06-01T00:00:00Z");
        assertThat(status.get("source_removed_at").asText()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(status.get("files")).isEmpty();
        assertThat(gateway.json(of + "/summary").at("/counts/succeeded").asInt()).isEqualTo(1);
        assertThat(gateway.json(of + "/items").at("/items/0/state").asText())
                .isEqualTo("succeeded");
        assertThat(gateway.json(item).get("result").isNull()).isTrue();
        JsonNode audit = gateway.json(of + "/audit");
        assertThat(audit.get("verdict").asText()).isEqualTo("consistent");
        assertThat(audit.get("results_removed_at").asText()).isEqualTo("2026-06-01T00:00:00Z");
        assertThat(audit.get("csv_rows").isNull()).isTrue();
    }

    @Test
    void without_its_source_nothing_can_be_drawn() throws Exception {
        BatchDefinition batch = completed();
        gateway.execute(
                "update batches set source_removed_at = now(), source_kept_days = 90 where batch_id = ?",
                batch.batchId().value());
        gateway.execute(
                "update items set result = '{\"a\": 1}' where batch_id = ?",
                batch.batchId().value());

        HttpResponse<String> overlay =
                gateway.get("/api/jobs/%s/overlay.png".formatted(JobId.of(batch.batchId(), 0)));

        assertThat(overlay.statusCode()).as(overlay.body()).isEqualTo(410);
        assertThat(overlay.body()).contains("source", "90 days", "keep_sources_days");
    }

    /// With an item that succeeded and files that are not there.
    private BatchDefinition completed() throws Exception {
        BatchDefinition batch = gateway.created("old");
        gateway.item(batch.batchId(), 0, "succeeded", null, null);
        var csv =
                List.of(
                        new StageOutput(
                                "results.csv",
                                BlobKey.output(batch.batchId(), 1, 1, "results.csv"),
                                10),
                        new StageOutput(
                                "summary.json",
                                BlobKey.output(batch.batchId(), 1, 1, "summary.json"),
                                10));
        List<StageRow> stages =
                Arrays.stream(Stage.values())
                        .map(stage ->
                                new StageRow(
                                        stage,
                                        StageState.FINISHED,
                                        1,
                                        1,
                                        1,
                                        stage == Stage.CSV ? csv : List.of(),
                                        Instant.now(),
                                        Instant.now()))
                        .toList();
        gateway.write(
                Topics.BATCHES,
                batch.batchId(),
                new Batch(
                        batch,
                        BatchStatus.COMPLETED,
                        Stage.CLEANUP,
                        1,
                        0,
                        new Counts(1, 0, 0, 0, 1, 0, 0),
                        stages,
                        null,
                        null,
                        null,
                        null,
                        new Batch.BatchTimes(Instant.now(), Instant.now(), Instant.now())));
        gateway.statusIs(batch, "completed");
        return batch;
    }
}
