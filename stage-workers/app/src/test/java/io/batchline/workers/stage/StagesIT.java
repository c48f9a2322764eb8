package io.batchline.workers.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.blob.BlobStore;
import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.topic.Json;
import io.batchline.contract.work.StageRun;
import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.stage.StageContext;
import io.batchline.stage.StageOutcome;
import io.batchline.testkit.TestDatabase;
import io.batchline.workload.sheets.AnswerSheets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StagesIT {
    private static final TestDatabase SERVER = TestDatabase.fresh();

    @TempDir private Path folder;
    private final Database database = open();
    private final BatchId batch = BatchId.random();
    private final List<String> reports = new ArrayList<>();

    private static Database open() {
        try {
            return Database.open(
                    DatabaseConfig.of(SERVER.jdbcUrl(), SERVER.user(), SERVER.password()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database opened", e);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void loading_twice_changes_nothing_and_an_older_generation_is_refused() throws Exception {
        // given
        var load = new LoadStage(database.dataSource(), blobs(), Clock.systemUTC());
        load.run(run(Stage.LOAD, 2, 3, results("r1", 2)), context());
        List<String> rows = query("select * from results order by row_number");
        List<String> loads = query("select * from loads");

        // when
        StageOutcome again = load.run(run(Stage.LOAD, 2, 4, results("r2", 2)), context());
        StageOutcome older = load.run(run(Stage.LOAD, 1, 9, results("r3", 1)), context());

        // then
        assertThat(rows).hasSize(2);
        assertThat(again).isEqualTo(new StageOutcome.Finished("Loaded 2 rows", 2, List.of()));
        assertThat(older)
                .isInstanceOfSatisfying(
                        StageOutcome.Failed.class,
                        failed -> {
                            assertThat(failed.kind()).isEqualTo(FailureKind.PERMANENT);
                            assertThat(failed.cause()).isEqualTo("older_generation");
                        });
        assertThat(query("select * from results order by row_number")).isEqualTo(rows);
        assertThat(query("select * from loads")).isEqualTo(loads);
    }

    @Test
    void a_newer_generation_replaces_the_rows() throws Exception {
        var load = new LoadStage(database.dataSource(), blobs(), Clock.systemUTC());
        load.run(run(Stage.LOAD, 1, 1, results("r1", 2)), context());
        load.run(run(Stage.LOAD, 2, 1, results("r2", 5)), context());
        assertThat(query("select count(*) from results")).containsExactly("5");
        assertThat(query("select generation, rows from loads")).containsExactly("2|5");
    }

    @Test
    void a_load_that_breaks_off_leaves_nothing_behind() throws Exception {
        var load = new LoadStage(database.dataSource(), blobs(), Clock.systemUTC());
        StageOutput broken = output("r1", line(0, "{\"file\":\"a\"}") + "{broken");
        assertThat(catchThrowable(() -> load.run(run(Stage.LOAD, 1, 1, broken), context())))
                .isInstanceOf(IOException.class);
        assertThat(query("select * from results")).isEmpty();
        assertThat(query("select * from loads")).isEmpty();
    }

    @Test
    void collect_says_what_it_waits_for_and_gives_up_when_nothing_comes() throws Exception {
        // given two items of which one has ended
        item(0, "succeeded", "{\"file\":\"a\"}");
        item(1, "running", null);
        var collect =
                new CollectStage(
                        _ -> Optional.empty(),
                        database.dataSource(),
                        blobs(),
                        _ -> Optional.empty(),
                        Duration.ofMillis(300));

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
        var collect =
                new CollectStage(
                        _ -> Optional.empty(),
                        database.dataSource(),
                        blobs(),
                        _ -> Optional.empty(),
                        Duration.ofMillis(300));
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
        var collect =
                new CollectStage(
                        _ -> Optional.of(new AnswerSheets()),
                        database.dataSource(),
                        blobs(),
                        _ -> Optional.empty(),
                        Duration.ofMillis(300));

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
        var collect =
                new CollectStage(
                        _ -> Optional.of(new AnswerSheets()),
                        database.dataSource(),
                        blobs(),
                        _ -> Optional.empty(),
                        Duration.ofMillis(300));

        // when
        var finished =
                (StageOutcome.Finished)
                        collect.run(
                                withInput(
                                        run(Stage.COLLECT, 1, 1, 3, null),
                                        new StageOutput("warnings.json", warnings, size)),
                                context());

        // then
        List<JsonNode> lines = text(finished, "results.jsonl").lines().map(StagesIT::json).toList();
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

    @Test
    void cleanup_removes_what_earlier_runs_left_and_nothing_else() throws Exception {
        // given
        StageOutput kept = output(3, "results.csv");
        output(1, "results.csv");
        output(2, "results.csv");
        StageOutput other = output(1, "summary.json");
        item(0, "succeeded", null);
        BlobKey large = ItemBlobs.key(batch, 1, 2, 0);
        blobs().put(large, out -> out.write('x'));
        blobs().put(ItemBlobs.key(batch, 1, 1, 0), out -> out.write('x'));
        blobs().put(BlobKey.source(batch), out -> out.write('x'));
        execute("update items set result_blob = '%s'".formatted(large));

        // when
        StageOutcome outcome =
                new CleanupStage(database.dataSource(), blobs())
                        .run(run(Stage.CLEANUP, 1, 1, kept, other), context());

        // then
        assertThat(outcome)
                .isEqualTo(
                        new StageOutcome.Finished(
                                "Removed 3 temporary files, kept 2", 3, List.of()));
        assertThat(blobs().exists(kept.blob())).isTrue();
        assertThat(blobs().exists(other.blob())).isTrue();
        assertThat(blobs().exists(large)).isTrue();
        assertThat(blobs().exists(BlobKey.source(batch))).isTrue();
        assertThat(blobs().exists(BlobKey.output(batch, 1, 2, "results.csv"))).isFalse();
    }

    @Test
    void cleanup_keeps_the_attachments_of_the_rows_that_count() throws Exception {
        // given
        execute(
                """
                insert into review_fields values
                    ('%s', 7, 0, 'any', 2, 3, 'q1', 'A', 0.5, 'erasure', '[]', 'crop-q1.png')
                """
                        .formatted(batch));
        BlobKey counts = BlobKey.attachment(batch, 7, 2, 3, "crop-q1.png");
        List<BlobKey> old =
                List.of(
                        BlobKey.attachment(batch, 7, 1, 1, "crop-q1.png"),
                        BlobKey.attachment(batch, 7, 1, 1, "overlay.png"),
                        BlobKey.attachment(batch, 7, 2, 2, "crop-q1.png"));
        blobs().put(counts, out -> out.write('x'));
        for (BlobKey key : old) {
            blobs().put(key, out -> out.write('x'));
        }

        // when
        StageOutcome outcome =
                new CleanupStage(database.dataSource(), blobs())
                        .run(run(Stage.CLEANUP, 2, 1), context());

        // then
        assertThat(outcome)
                .isEqualTo(
                        new StageOutcome.Finished(
                                "Removed 3 temporary files, kept 0", 3, List.of()));
        assertThat(blobs().exists(counts)).isTrue();
    }

    private BlobStore blobs() throws IOException {
        return new FolderBlobStore(folder);
    }

    private StageContext context() {
        return new StageContext() {
            @Override
            public void report(String message, long done, long total) {
                reports.add(message);
            }

            @Override
            public WorkerId worker() {
                return new WorkerId("worker-1");
            }
        };
    }

    private StageOutput results(String name, int rows) throws IOException {
        var lines = new StringBuilder();
        for (int index = 0; index < rows; index++) {
            lines.append(line(index, "{\"file\":\"%d.jpg\",\"q1\":\"A\\u0000\"}".formatted(index)));
        }
        return output(name, lines.toString());
    }

    private String line(int index, String row) {
        return "{\"job_id\":\"%s\",\"item_index\":%d,\"state\":\"succeeded\",\"attempts\":1,\"row\":%s}%n"
                .formatted(JobId.of(batch, index), index, row);
    }

    private StageOutput output(String folderName, String text) throws IOException {
        var key = new BlobKey("batches/%s/%s/results.jsonl".formatted(batch, folderName));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new StageOutput("results.jsonl", key, blobs().put(key, out -> out.write(bytes)));
    }

    private StageOutput output(int run, String name) throws IOException {
        BlobKey key = BlobKey.output(batch, 1, run, name);
        return new StageOutput(name, key, blobs().put(key, out -> out.write('x')));
    }

    private StageRun run(Stage stage, int generation, int run, StageOutput... inputs) {
        Instant now = Instant.now();
        var definition =
                new BatchDefinition(
                        batch,
                        TenantId.DEFAULT,
                        "admin",
                        "lines",
                        "a test",
                        null,
                        Priority.NORMAL,
                        new BatchLimits(OptionalInt.empty(), Duration.ofSeconds(30), 3, 100),
                        StartMode.AUTO,
                        JsonNodeFactory.instance.objectNode(),
                        new Labels(Map.of(), "lines"),
                        now);
        return new StageRun(
                new StageKey(batch, generation, stage),
                run,
                definition,
                new BatchSource(BlobKey.source(batch), "lines.txt", 1),
                2,
                null,
                List.of(inputs),
                now);
    }

    /// The same of a redrive of so many items.
    private StageRun run(Stage stage, int generation, int run, int redriven) {
        return run(stage, generation, run, 2, redriven);
    }

    private StageRun run(
            Stage stage, int generation, int run, int total, @Nullable Integer redriven) {
        StageRun all = run(stage, generation, run);
        return new StageRun(
                all.key(),
                run,
                all.definition(),
                all.source(),
                total,
                redriven,
                all.inputs(),
                all.batchStartedAt());
    }

    private void item(int index, String state, @Nullable String result) throws SQLException {
        execute(
                """
                insert into items (batch_id, item_index, job_id, state, generation, result, updated_at)
                values ('%s', %d, '%s', '%s', 1, %s, now())
                """
                        .formatted(
                                batch,
                                index,
                                JobId.of(batch, index),
                                state,
                                result == null ? "null" : "'" + result + "'"));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        String mine =
                sql.contains("order by")
                        ? sql.replace("order by", "where batch_id = '%s' order by".formatted(batch))
                        : sql + " where batch_id = '%s'".formatted(batch);
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(mine)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", row));
            }
            return found;
        }
    }
}
