package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.samples.sheets.Flaw;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The main job in local mode: a ZIP goes in over HTTP; CSV, rows and a true stream come out.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MainJobIT extends OnLocalServer {
    private static final int SHEETS = 50;

    @Test
    void what_is_on_the_sheets_is_in_the_csv_and_in_the_database() throws Exception {
        // given
        SheetBatch sheets =
                Sheets.make(
                        SheetBatchSpec.of(SHEETS, 7)
                                .withFlaws(
                                        Map.of(
                                                Flaw.CORRUPT_JPEG, 1,
                                                Flaw.TEXT_AS_JPEG, 1,
                                                Flaw.NO_MARKERS, 1,
                                                Flaw.NO_QR, 2)),
                        folder);

        // when
        BatchId batch = api.create("answer-sheets", "fifty");
        api.upload(batch, sheets.zip());
        Followed followed = Followed.toTheEnd(api, batch);

        // then
        assertThat(followed.last().stage()).isEqualTo(ProgressStage.COMPLETED);
        assertThat(followed.last().batchPercentage()).isEqualTo(100);
        assertThat(followed.last().itemsTotal()).isEqualTo(SHEETS);
        assertThat(followed.last().itemsFailed()).isEqualTo(3);
        followed.isWellFormed();
        assertThat(streamAgain(batch, followed.lastId())).isEqualTo(204);

        Path results = folder.resolve("results.csv");
        api.download(batch, "results.csv", results);
        Sheets.haveTheirTruth(sheets, results);
        Sheets.areLoaded(server.local().database(), batch.value(), results);

        JsonNode analysis = api.summary(batch).at("/statistics/item_analysis/0");
        assertThat(analysis.get("sheets").asInt()).isEqualTo(SHEETS - 3);
        assertThat(analysis.at("/scores/mean").asDouble())
                .isCloseTo(meanScore(results), within(1e-9));
        assertThat(Files.readString(results)).doesNotContain("$details");

        Path errors = folder.resolve("errors.csv");
        api.download(batch, "errors.csv", errors);
        assertThat(Sheets.rows(errors).keySet()).isEqualTo(Sheets.rows(sheets.failures()).keySet());
        assertThat(Sheets.rows(errors).values())
                .allSatisfy(row -> assertThat(row.get("cause")).isNotBlank());
    }

    @ParameterizedTest
    @EnumSource
    void an_archive_that_attacks_fails_with_its_reason_and_the_service_goes_on(Hostile hostile)
            throws Exception {
        // when
        BatchId batch = api.create("answer-sheets", hostile.name());
        api.upload(batch, hostile.make(folder));
        Followed followed = Followed.toTheEnd(api, batch);

        // then
        assertThat(followed.last().stage()).isEqualTo(ProgressStage.FAILED);
        assertThat(followed.last().message()).containsIgnoringCase(hostile.said());
        followed.isWellFormed();
    }

    @Test
    void a_wrong_checksum_costs_one_sheet() throws Exception {
        // given
        SheetBatch sheets = Sheets.make(SheetBatchSpec.of(3, 5), folder);

        // when
        BatchId batch = api.create("answer-sheets", "wrong checksum");
        api.upload(batch, Archives.wrongCrc(sheets.zip(), folder));
        Followed followed = Followed.toTheEnd(api, batch);

        // then
        assertThat(followed.last().stage()).isEqualTo(ProgressStage.COMPLETED);
        assertThat(followed.last().itemsFailed()).isEqualTo(1);
        Path errors = folder.resolve("crc-errors.csv");
        api.download(batch, "errors.csv", errors);
        assertThat(Files.readString(errors)).containsIgnoringCase("crc");
    }

    private static double meanScore(Path results) throws IOException {
        return Sheets.rows(results).values().stream()
                .mapToDouble(row -> Double.parseDouble(row.getOrDefault("score", "")))
                .average()
                .orElseThrow();
    }

    private int streamAgain(BatchId batch, String lastId) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(api.address(batch, "stream"))
                                    .header(
                                            "Authorization",
                                            "Bearer " + server.local().ownersToken())
                                    .header("Last-Event-ID", lastId)
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
