package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.samples.sheets.CodedSheets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Sheets with separators, unknown, missing and duplicate codes and candidates of two pages, from
/// the upload to CSV and rows, and once more after a retry.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CodedSheetsIT {
    private static final int ITEMS = 9;

    @Test
    void every_sheet_is_in_a_row_a_group_or_an_error_and_a_candidate_is_one_row(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        // given
        Path zip = folder.resolve("coded.zip");
        CodedSheets.write(zip);
        try (LocalServer server = LocalServer.start(folder.resolve("data"))) {
            ApiClient api = server.api();

            // when
            BatchId batch = api.create("answer-sheets", "coded");
            api.upload(batch, zip);

            // then
            isRight(server, batch, folder.resolve("first"));

            // and when the sheet that failed is done again
            api.retry(batch, JsonNodeFactory.instance.objectNode());
            isRight(server, batch, folder.resolve("again"));
        }
    }

    private static void isRight(LocalServer server, BatchId batch, Path into) throws Exception {
        ApiClient api = server.api();
        Followed followed = Followed.toTheEnd(api, batch);
        assertThat(followed.last().stage()).isEqualTo(ProgressStage.COMPLETED);
        assertThat(followed.last().itemsTotal()).isEqualTo(ITEMS);
        assertThat(followed.last().itemsFailed()).isEqualTo(1);

        Path results = Files.createDirectories(into).resolve("results.csv");
        api.download(batch, "results.csv", results);
        SortedMap<String, Map<String, String>> rows = Sheets.rows(results);
        assertThat(rows)
                .containsOnlyKeys(
                        "first/1.jpg",
                        "first/2.jpg",
                        "first/3.jpg",
                        "first/4.jpg",
                        "first/6.jpg",
                        "second/3.jpg");
        assertThat(rows.get("first/1.jpg"))
                .containsEntry("group", "EXAM 9A")
                .containsEntry("score", "7.0")
                .containsEntry("q1", "A")
                .containsEntry("q6", "B")
                .containsEntry("pages", "1, 2 of 2")
                .containsEntry("page_files", "first/1.jpg; second/1.jpg")
                .containsEntry("page_problems", "");
        assertThat(rows.get("first/2.jpg")).containsEntry("page_problems", "missing: page 2");
        assertThat(rows.get("first/3.jpg")).containsEntry("group", "(duplicate code)");
        assertThat(rows.get("first/4.jpg")).containsEntry("group", "(unknown code)");
        assertThat(rows.get("first/6.jpg")).containsEntry("group", "9C");
        assertThat(rows.get("second/3.jpg")).containsEntry("group", "(no code)");
        Sheets.areLoaded(server.local().database(), batch.value(), results);

        Path errors = into.resolve("errors.csv");
        api.download(batch, "errors.csv", errors);
        assertThat(Sheets.rows(errors)).containsOnlyKeys("second/2.jpg");
        Path evaluation = into.resolve("evaluation.csv");
        api.download(batch, "evaluation.csv", evaluation);
        assertThat(Files.readAllLines(evaluation))
                .hasSize(1 + 7 * 4)
                .first()
                .isEqualTo("job_id,file,Question,Marked,Answer(s),Verdict,Delta,Score,Section");

        JsonNode summary = api.summary(batch);
        assertThat(summary.path("items_joined").asInt()).isEqualTo(1);
        assertThat(summary.at("/groups/separators").asInt()).isEqualTo(1);
        assertThat(summary.at("/groups/items_per_group/(duplicate code)").asInt()).isEqualTo(1);
        JsonNode audit = api.audit(batch);
        assertThat(audit.path("verdict").asText())
                .as(audit.toPrettyString())
                .isEqualTo("consistent");
    }
}
