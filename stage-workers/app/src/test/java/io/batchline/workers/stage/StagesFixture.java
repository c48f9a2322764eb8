package io.batchline.workers.stage;

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
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.work.StageRun;
import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.stage.StageContext;
import io.batchline.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// A database, blobs and a batch for tests of stages.
abstract class StagesFixture {
    private static final TestDatabase SERVER = TestDatabase.fresh();

    @TempDir private Path folder;
    final Database database = open();
    final BatchId batch = BatchId.random();
    final List<String> reports = new ArrayList<>();

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

    BlobStore blobs() throws IOException {
        return new FolderBlobStore(folder);
    }

    StageContext context() {
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

    StageOutput results(String name, int rows) throws IOException {
        var lines = new StringBuilder();
        for (int index = 0; index < rows; index++) {
            lines.append(line(index, "{\"file\":\"%d.jpg\",\"q1\":\"A\\u0000\"}".formatted(index)));
        }
        return output(name, lines.toString());
    }

    String line(int index, String row) {
        return "{\"job_id\":\"%s\",\"item_index\":%d,\"state\":\"succeeded\",\"attempts\":1,\"row\":%s}%n"
                .formatted(JobId.of(batch, index), index, row);
    }

    StageOutput output(String folderName, String text) throws IOException {
        var key = new BlobKey("batches/%s/%s/results.jsonl".formatted(batch, folderName));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new StageOutput("results.jsonl", key, blobs().put(key, out -> out.write(bytes)));
    }

    StageOutput output(int run, String name) throws IOException {
        BlobKey key = BlobKey.output(batch, 1, run, name);
        return new StageOutput(name, key, blobs().put(key, out -> out.write('x')));
    }

    StageRun run(Stage stage, int generation, int run, StageOutput... inputs) {
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
    StageRun run(Stage stage, int generation, int run, int redriven) {
        return run(stage, generation, run, 2, redriven);
    }

    StageRun run(Stage stage, int generation, int run, int total, @Nullable Integer redriven) {
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

    void item(int index, String state, @Nullable String result) throws SQLException {
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

    void execute(String sql) throws SQLException {
        SERVER.execute(sql);
    }

    /// The rows of this test's batch.
    List<String> query(String sql) throws SQLException {
        String mine = "where batch_id = '%s'".formatted(batch);
        return SERVER.query(
                sql.contains("order by")
                        ? sql.replace("order by", mine + " order by")
                        : sql + " " + mine);
    }
}
