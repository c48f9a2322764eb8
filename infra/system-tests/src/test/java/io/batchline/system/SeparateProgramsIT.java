package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.cli.client.ApiClient;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Every service and every stage in a process of its own.
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class SeparateProgramsIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void seven_stages_and_the_coordinator_as_eight_processes_do_the_main_job() throws Exception {
        SheetBatch sheets = Sheets.make(SheetBatchSpec.of(10, 31), folder);
        try (Installation installation = Installation.in(folder)) {
            int ingest = installation.ingest();
            int gateway = installation.gateway();
            installation.workers("coordinator", "coordinator", 1);
            installation.workers("projector", "projector", 1);
            for (Stage stage : Stage.values()) {
                installation.workers(stage.shortName(), stage.shortName(), 4);
            }
            Installation.ready(ingest);
            Installation.ready(gateway);

            run(installation, sheets, ingest, gateway);
        }
    }

    @Test
    void two_workers_share_the_sheets_and_both_read_some() throws Exception {
        SheetBatch sheets = Sheets.make(SheetBatchSpec.of(40, 32), folder);
        try (Installation installation = Installation.in(folder)) {
            int ingest = installation.ingest();
            int gateway = installation.gateway();
            installation.workers(
                    "others", "coordinator,projector,extract,collect,csv,load,cleanup", 2);
            installation.workers("one", "organize,process", 2);
            installation.workers("two", "organize,process", 2);
            Installation.ready(ingest);
            Installation.ready(gateway);
            installation.bothAreIn("stage-process");

            BatchId batch = run(installation, sheets, ingest, gateway);

            assertThat(sheetsByWorker(installation, batch))
                    .as("sheets by worker")
                    .hasSize(2)
                    .allSatisfy((_, read) -> assertThat(read).isGreaterThan(2));
        }
    }

    private BatchId run(Installation installation, SheetBatch sheets, int ingest, int gateway)
            throws Exception {
        try (ApiClient writing = ApiClient.login(server(ingest), "admin", Installation.PASSWORD);
                ApiClient reading = writing.at(server(gateway))) {
            BatchId batch = writing.create("answer-sheets", "apart");
            writing.upload(batch, sheets.zip());
            Followed followed = Followed.toTheEnd(reading, batch);
            assertThat(followed.last().stage())
                    .as(followed.last().message())
                    .isEqualTo(ProgressStage.COMPLETED);
            followed.isWellFormed();
            Path results = folder.resolve("results.csv");
            reading.download(batch, "results.csv", results);
            Sheets.haveTheirTruth(sheets, results);
            Sheets.areLoaded(installation.databaseConfig(), batch.value(), results);
            return batch;
        }
    }

    private static Map<String, Integer> sheetsByWorker(Installation installation, BatchId batch)
            throws SQLException {
        var database = installation.databaseConfig();
        Map<String, Integer> byWorker = new HashMap<>();
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var query =
                        connection.prepareStatement(
                                "select worker, count(*) from items where batch_id = ? group by worker")) {
            query.setString(1, batch.value());
            var row = query.executeQuery();
            while (row.next()) {
                byWorker.put(row.getString(1), row.getInt(2));
            }
        }
        return byWorker;
    }

    private static URI server(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
