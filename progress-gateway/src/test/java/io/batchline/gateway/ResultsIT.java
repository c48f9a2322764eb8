package io.batchline.gateway;

import static io.batchline.contract.batch.BatchStatus.COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.topic.Topics;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ResultsIT extends OnGateway {
    private FolderBlobStore blobs;

    @BeforeAll
    void prepare() throws Exception {
        blobs = new FolderBlobStore(storage);
    }

    @Test
    void items_results_and_one_item_come_from_the_read_model_while_it_runs() throws Exception {
        BatchId batch = gateway.created("with items").batchId();
        gateway.item(
                batch,
                0,
                "succeeded",
                "{\"file\": \"a.jpg\", \"score\": 3.5, \"q1\": \"B\", \"$details\": {\"why\": \"so\"}}",
                null);
        gateway.item(batch, 1, "failed", null, "no_markers");
        gateway.item(batch, 2, "running", null, null);
        BlobKey large = BlobKey.output(batch, 1, 4, "item-000003.json");
        blobs.put(large, bytes("{\"file\": \"d.jpg\"}"));
        gateway.item(batch, 3, "succeeded", null, null);
        gateway.execute(
                "update items set result_blob = ? where batch_id = ? and item_index = 3",
                large.value(),
                batch.value());
        String items = "/api/batches/%s/items".formatted(batch);

        assertThat(gateway.json(items).get("items")).hasSize(4);
        JsonNode failed = gateway.json(items + "?state=failed").get("items");
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).get("error").get("cause").asText()).isEqualTo("no_markers");
        assertThat(gateway.json(items + "?cause=no_markers").get("items")).hasSize(1);
        assertThat(gateway.json(items + "?group=none").get("items")).isEmpty();
        JsonNode page = gateway.json(items + "?limit=2");
        JsonNode rest = gateway.json(items + "?limit=2&cursor=" + page.get("next_cursor").asText());
        assertThat(rest.get("items").get(0).get("index").asInt()).isEqualTo(2);

        JsonNode results = gateway.json("/api/batches/%s/results".formatted(batch)).get("results");
        assertThat(results).hasSize(2);
        assertThat(results.get(0).get("row").fieldNames())
                .toIterable()
                .containsExactly("file", "score", "q1");
        assertThat(results.get(1).get("row").get("file").asText()).isEqualTo("d.jpg");

        JsonNode job = gateway.json("/api/jobs/" + JobId.of(batch, 0));
        assertThat(job.get("result").fieldNames())
                .toIterable()
                .containsExactly("file", "score", "q1");
        assertThat(job.get("details").get("why").asText()).isEqualTo("so");
        assertThat(gateway.json("/api/jobs/" + JobId.of(batch, 3)).get("details").isNull())
                .isTrue();
        assertThat(job.get("batch_id").asText()).isEqualTo(batch.value());
    }

    @Test
    void once_they_are_collected_results_are_the_rows_of_the_csv_page_by_page() throws Exception {
        BatchDefinition batch = gateway.created("candidates of two pages");
        for (int index = 0; index < 4; index++) {
            gateway.item(
                    batch.batchId(),
                    index,
                    "succeeded",
                    "{\"file\": \"%d.jpg\", \"$details\": {\"part_of\": \"17\"}}".formatted(index),
                    null);
        }
        String results = "/api/batches/%s/results".formatted(batch.batchId());
        JsonNode running = gateway.json(results + "?limit=1");
        assertThat(running.get("collected").asBoolean()).isFalse();
        assertThat(gateway.json(results).get("results")).hasSize(4);

        BlobKey lines = BlobKey.output(batch.batchId(), 1, 1, "results.jsonl");
        blobs.put(
                lines,
                bytes(
                        line(
                                        batch,
                                        0,
                                        "\"name\": \"ä.jpg\", \"group\": \"9A\", \"row\": {\"pages\": \"1, 2 of 2\"}")
                                + line(batch, 1, "\"joined_into\": \"x\"")
                                + line(batch, 2, "\"cause\": \"no_markers\"")
                                + line(batch, 3, "\"row\": {\"pages\": \"1 of 1\"}")
                                + line(batch, 5, "\"row\": {\"pages\": \"2 of 2\"}")));
        gateway.write(Topics.BATCHES, batch.batchId(), completed(batch, "results.jsonl", lines));
        gateway.statusIs(batch, "completed");

        JsonNode all = gateway.json(results);
        assertThat(all.get("collected").asBoolean()).isTrue();
        assertThat(all.get("next_cursor").isNull()).isTrue();
        assertThat(all.get("results")).hasSize(3);
        JsonNode first = all.at("/results/0");
        assertThat(first.get("job_id").asText()).isEqualTo(JobId.of(batch.batchId(), 0).value());
        assertThat(first.get("name").asText()).isEqualTo("ä.jpg");
        assertThat(first.get("group").asText()).isEqualTo("9A");
        assertThat(first.at("/row/pages").asText()).isEqualTo("1, 2 of 2");
        assertThat(all.at("/results/1/group").isNull()).isTrue();

        // when pages are asked for, from the start or from where the running batch's first ended
        assertThat(indexes(results, gateway.json(results + "?limit=1"))).containsExactly(0, 3, 5);
        assertThat(indexes(results, running)).containsExactly(0, 3, 5);
        assertThat(gateway.get(results + "?cursor=eA").statusCode()).isEqualTo(422);

        // when the file is not kept any more
        blobs.delete(lines);
        assertThat(gateway.json(results).get("collected").asBoolean()).isFalse();
    }

    private List<Integer> indexes(String results, JsonNode first) throws Exception {
        List<Integer> indexes = new ArrayList<>();
        JsonNode page = first;
        page.get("results").forEach(row -> indexes.add(row.get("index").asInt()));
        while (!page.get("next_cursor").isNull()) {
            page = gateway.json(results + "?limit=1&cursor=" + page.get("next_cursor").asText());
            page.get("results").forEach(row -> indexes.add(row.get("index").asInt()));
        }
        return indexes;
    }

    private static String line(BatchDefinition batch, int index, String more) {
        return "{\"job_id\": \"%s\", \"item_index\": %d, \"state\": \"succeeded\", \"attempts\": 1, %s}\n"
                .formatted(JobId.of(batch.batchId(), index), index, more);
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
        gateway.statusIs(batch, "completed");

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
        blobs.put(
                summary,
                bytes(
                        "{\"failures_by_cause\": {\"no_markers\": 1}, \"statistics\": {\"item_analysis\": []}}"));
        gateway.write(Topics.BATCHES, batch.batchId(), completed(batch, "summary.json", summary));
        gateway.statusIs(batch, "completed");

        JsonNode found = gateway.json("/api/batches/%s/summary".formatted(batch.batchId()));

        assertThat(found.get("counts").get("succeeded").asInt()).isEqualTo(9);
        assertThat(found.get("success_rate").asDouble()).isEqualTo(0.9);
        assertThat(found.get("failures_by_cause").get("no_markers").asInt()).isEqualTo(1);
        assertThat(found.get("statistics").get("item_analysis")).isEmpty();
        assertThat(found.get("seconds_per_stage").get("generating_csv").asDouble()).isEqualTo(2);
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
                0,
                new Counts(10, 0, 0, 0, 9, 1, 0),
                stages,
                null,
                null,
                null,
                null,
                new Batch.BatchTimes(start, start.plusSeconds(14), start.plusSeconds(14)));
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
