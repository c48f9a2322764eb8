package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.cli.BatchlineMain;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.database.DatabaseConfig;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import io.batchline.testkit.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The local process as a user runs it, ended softly and hard, and started again on its data.
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class HardKillIT {
    private static final String PASSWORD = "a password for tests";
    private static final Pattern ADDRESS = Pattern.compile("is up after .* s: (http://\\S+)");
    private static final Pattern DATABASE = Pattern.compile("psql -U postgres (\\S+)");
    private static final int SHEETS = 60;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void a_batch_survives_a_kill_in_the_middle_of_its_sheets_and_counts_each_once()
            throws Exception {
        // given
        SheetBatch sheets = Sheets.make(SheetBatchSpec.of(SHEETS, 11), folder);
        BatchId batch;
        try (Program local = local();
                ApiClient api = login(local)) {
            batch = api.create("answer-sheets", "to be killed");
            api.upload(batch, sheets.zip());
            await("some sheets are read and some are not")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> processed(api, batch) > SHEETS / 6);
            local.kill();
        }

        // when
        try (Program local = local();
                ApiClient api = login(local)) {
            Followed followed = Followed.toTheEnd(api, batch);

            // then
            assertThat(followed.last().stage()).isEqualTo(ProgressStage.COMPLETED);
            followed.isWellFormed();
            Path results = folder.resolve("results.csv");
            api.download(batch, "results.csv", results);
            Sheets.haveTheirTruth(sheets, results);
            Sheets.areLoaded(database(local), batch.value(), results);

            // and a soft end is quick, and the finished batch is known afterwards
            assertThat(local.stop()).isLessThan(Duration.ofSeconds(8));
        }
        try (Program local = local();
                ApiClient api = login(local)) {
            assertThat(api.status(batch).path("status").asText()).isEqualTo("completed");
            assertThat(api.list(10).path("batches")).hasSize(1);
        }
    }

    private static int processed(ApiClient api, BatchId batch)
            throws IOException, InterruptedException {
        var status = api.status(batch);
        return status.path("stage").asText().equals("processing_sheets")
                ? status.path("counts").path("succeeded").asInt()
                : 0;
    }

    private Program local() throws IOException {
        Path output = Files.createTempFile(folder, "local-", ".txt");
        return Program.start(
                BatchlineMain.class,
                Installation.FLAGS,
                List.of("local", "--port", "0", "--data", folder.resolve("data").toString()),
                Map.of("BATCHLINE_ADMIN_PASSWORD", PASSWORD),
                output);
    }

    private static ApiClient login(Program local) throws IOException, InterruptedException {
        return ApiClient.login(URI.create(local.says(ADDRESS)), "admin", PASSWORD);
    }

    private DatabaseConfig database(Program local) throws IOException {
        String password =
                Files.readString(folder.resolve("data").resolve("database").resolve("password"));
        return DatabaseConfig.of("jdbc:" + local.says(DATABASE), "postgres", password.strip());
    }
}
