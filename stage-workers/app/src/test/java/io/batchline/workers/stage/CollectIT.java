package io.batchline.workers.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.topic.Json;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.StageOutcome;
import io.batchline.workload.Workload;
import io.batchline.workload.sheets.AnswerSheets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CollectIT extends StagesFixture {
    @Test
    void collect_says_what_it_waits_for_and_gives_up_when_nothing_comes() throws Exception {
        // given two items of which one has ended
        item(0, "succeeded", "{\"file\":\"a\"}");
        item(1, "running", null);
        var collect = collect(Optional.empty());

        // when
        StageOutcome outcome = collect.run(run(Stage.COLLECT, 1, 1, results("r0", 0)), context());

        // then
        assertThat(reports).contains("Waiting for 1 of 2 results");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        StageOutcome.Failed.class,
                        failed -> {
                            assertThat(failed.kind()).isEqualTo(FailureKind.TRANSIENT);
                            assertThat(failed.cause()).isEqualTo("read_model_behind");
                            assertThat(failed.message()).startsWith("1 of 2 items have no end");
                        });
    }

    @Test
    void collect_waits_for_the_items_of_its_own_generation() throws Exception {
        // given two items that have ended in the first generation, one of which is done again
        item(0, "succeeded", "{\"file\":\"a\"}");
        item(1, "failed", null);
        var collect = collect(Optional.empty());
        StageRun again = run(Stage.COLLECT, 2, 1, 1);

        // when
        StageOutcome before = collect.run(again, context());
        execute(
                "update items set generation = 2 where batch_id = '%s' and item_index = 1"
                        .formatted(batch));
        StageOutcome after = collect.run(again, context());

        // then
        assertThat(before).isInstanceOf(StageOutcome.Failed.class);
        assertThat(after).isInstanceOf(StageOutcome.Finished.class);
    }

    @Test
    void the_workloads_statistics_are_in_the_summary_and_its_details_in_no_line() throws Exception {
        // given one sheet that was right in both questions, one that was right in one, one unscored
        item(0, "succeeded", sheet("0.jpg", "correct", 1, 2));
        item(1, "succeeded", sheet("1.jpg", "incorrect", 0, 1));
        item(2, "succeeded", "{\"file\":\"2.jpg\"}");
        var collect = collect(Optional.of(new AnswerSheets()));

        // when
        StageOutcome outcome = collect.run(run(Stage.COLLECT, 1, 1, 3, null), context());

        // then
        assertThat(outcome).isInstanceOf(StageOutcome.Finished.class);
        var finished = (StageOutcome.Finished) outcome;
        String lines = text(finished, "results.jsonl");
        assertThat(lines.lines()).hasSize(3);
        assertThat(lines).contains("\"row\":{\"file\":\"0.jpg\"}").doesNotContain("details");
        JsonNode summary = Json.mapper().readTree(text(finished, "summary.json"));
        JsonNode key = summary.at("/statistics/item_analysis/0");
        assertThat(key.get("sheets").asInt()).isEqualTo(2);
        assertThat(key.at("/scores/mean").asDouble()).isEqualTo(1.5);
        assertThat(key.at("/questions/1/difficulty").asDouble()).isEqualTo(0.5);
    }

    @Test
    void rows_that_are_parts_of_one_thing_become_one_and_tables_and_warnings_are_kept()
            throws Exception {
        // given a candidate's two pages with another sheet between them, and a warning of extract
        item(0, "succeeded", page("0.jpg", 2, "q2"));
        item(
                1,
                "succeeded",
                sheet("1.jpg", "incorrect", 0, 1)
                        .replace(",\"columns\"", ",\"table\":true,\"columns\""));
        item(2, "succeeded", page("2.jpg", 1, "q1"));
        var warnings = new BlobKey("batches/%s/g1/r1/warnings.json".formatted(batch));
        long size =
                blobs().put(
                                warnings,
                                out -> out.write("[\"odd\"]".getBytes(StandardCharsets.UTF_8)));
        var collect = collect(Optional.of(new AnswerSheets()));

        // when
        var finished =
                (StageOutcome.Finished)
                        collect.run(
                                withInput(
                                        run(Stage.COLLECT, 1, 1, 3, null),
                                        new StageOutput("warnings.json", warnings, size)),
                                context());

        // then
        List<JsonNode> lines =
                text(finished, "results.jsonl").lines().map(CollectIT::json).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).at("/row/pages").asText()).isEqualTo("1, 2 of 2");
        assertThat(lines.get(0).at("/row/q1").asText()).isEqualTo("A");
        assertThat(lines.get(0).at("/row/score").asInt()).isEqualTo(6);
        assertThat(lines.get(2).has("row")).isFalse();
        assertThat(lines.get(2).path("joined_into").asText()).isEqualTo(JobId.of(batch, 0).value());
        JsonNode summary = json(text(finished, "summary.json"));
        assertThat(summary.path("items_joined").asInt()).isEqualTo(1);
        assertThat(summary.at("/groups/separators").asInt()).isZero();
        assertThat(summary.at("/warnings/0").asText()).isEqualTo("odd");
        assertThat(text(finished, "evaluation.csv").lines())
                .hasSize(3)
                .anyMatch(line -> line.endsWith("q2,B,B,Incorrect,0.0,1.0,DEFAULT"));
    }

    /// It waits for what is missing for a moment only.
    private CollectStage collect(Optional<Workload> workload) throws IOException {
        return new CollectStage(
                _ -> workload,
                database.dataSource(),
                blobs(),
                _ -> Optional.empty(),
                Duration.ofMillis(300));
    }

    private static StageRun withInput(StageRun run, StageOutput input) {
        return new StageRun(
                run.key(),
                run.run(),
                run.definition(),
                run.source(),
                run.itemsTotal(),
                run.itemsRedriven(),
                List.of(input),
                run.batchStartedAt());
    }

    private static String page(String file, int number, String question) {
        return """
        {"file":"%s","group":"g","qr_text":"x","score":3,"%s":"A","$details":{
          "part_of":"17","page":%d,"pages":2}}\
        """
                .formatted(file, question, number);
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sheet(String file, String verdict, int delta, int score) {
        return """
        {"file":"%s","$details":{"explanation":{"template":"template.json",
          "evaluation":"evaluation.json","key_sheet":false,"columns":[],"rows":[
          ["q1","A","A","correct",1.0,1.0,"DEFAULT"],["q2","B","B","%s",%d,%d,"DEFAULT"]]}}}\
        """
                .formatted(file, verdict, delta, score);
    }

    private String text(StageOutcome.Finished finished, String name) throws IOException {
        StageOutput output =
                finished.outputs().stream()
                        .filter(found -> found.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        try (var channel = blobs().open(output.blob());
                var bytes = Channels.newInputStream(channel)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
