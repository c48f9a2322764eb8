package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.samples.sheets.Flaw;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// People steer batches that run: pause, resume, cancel, retry, a small batch beside a large one.
/// After each the audit says that everybody knows the same.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SteeredBatchesIT extends OnLocalServer {
    private static final int SHEETS = 60;

    @Test
    void a_paused_batch_stands_still_goes_on_and_does_its_failed_sheets_again() throws Exception {
        // given
        SheetBatch sheets =
                Sheets.make(
                        SheetBatchSpec.of(SHEETS, 17)
                                .withFlaws(Map.of(Flaw.CORRUPT_JPEG, 1, Flaw.NO_MARKERS, 2)),
                        folder);
        BatchId batch = api.create("answer-sheets", "to be steered");
        api.upload(batch, sheets.zip());
        await("some sheets are read").until(() -> ended(batch) > SHEETS / 10);

        // when it is paused
        api.pause(batch);

        // then what runs ends, and nothing new starts
        assertThat(status(batch)).isEqualTo("paused");
        await("what runs has ended")
                .atMost(Duration.ofSeconds(10))
                .until(() -> counts(batch).path("running").asInt() == 0);
        int stood = ended(batch);
        await("nothing moves")
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> ended(batch) == stood);
        await("it says why it waits")
                .until(() -> api.status(batch).path("waiting_reason").asText().equals("paused"));

        // when it goes on
        api.resume(batch);
        Followed first = Followed.toTheEnd(api, batch);

        // then every sheet is there once
        assertThat(first.last().stage()).isEqualTo(ProgressStage.COMPLETED);
        assertThat(first.last().itemsFailed()).isEqualTo(3);
        isConsistent(batch);
        areRowsRight(sheets, batch, "first.csv");

        // when the failed ones are done again
        api.retry(batch, JsonNodeFactory.instance.objectNode());
        Followed second = Followed.toTheEnd(api, batch);

        // then they fail again, and rows and files are those of one batch
        assertThat(second.last().stage()).isEqualTo(ProgressStage.COMPLETED);
        assertThat(second.last().itemsTotal()).isEqualTo(SHEETS);
        assertThat(second.last().itemsFailed()).isEqualTo(3);
        second.isWellFormed();
        isConsistent(batch);
        areRowsRight(sheets, batch, "second.csv");
    }

    @Test
    void a_small_batch_does_not_wait_for_a_large_one_which_is_cancelled_and_goes_on()
            throws Exception {
        // given
        Path small = made(10, "small");
        Path large = made(400, "large");
        Duration alone = timeOf(small);
        BatchId big = api.create("answer-sheets", "large");
        api.upload(big, large);
        await("the large one is being read")
                .atMost(Duration.ofMinutes(1))
                .until(() -> api.status(big).path("stage").asText().equals("processing_sheets"));

        // when
        Duration most = alone.multipliedBy(2).plusSeconds(2);
        Duration beside = timeOf(small);
        if (beside.compareTo(most) >= 0) {
            // What else runs on the machine slows one run down; waiting for the large one, each.
            beside = timeOf(small);
        }

        // then
        assertThat(status(big)).isEqualTo("processing");
        assertThat(beside).isLessThan(most);

        // when
        api.cancel(big);

        // then
        await("cancelled")
                .atMost(Duration.ofSeconds(5))
                .until(() -> status(big).equals("cancelled"));
        JsonNode counts = counts(big);
        assertThat(counts.path("cancelled").asInt()).isPositive();
        assertThat(counts.path("waiting").asInt() + counts.path("running").asInt()).isZero();
        isConsistent(big);

        // when
        api.retry(big, JsonNodeFactory.instance.objectNode());
        Followed again = Followed.toTheEnd(api, big);

        // then
        assertThat(again.last().stage()).isEqualTo(ProgressStage.COMPLETED);
        assertThat(counts(big).path("succeeded").asInt()).isEqualTo(400);
        isConsistent(big);
    }

    private Path made(int sheets, String name) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve(name));
        return Sheets.make(SheetBatchSpec.of(sheets, 18), own).zip();
    }

    private Duration timeOf(Path zip) throws IOException, InterruptedException {
        long start = System.nanoTime();
        BatchId batch = api.create("answer-sheets", "small");
        api.upload(batch, zip);
        assertThat(Followed.toTheEnd(api, batch).last().stage()).isEqualTo(ProgressStage.COMPLETED);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void isConsistent(BatchId batch) throws IOException, InterruptedException {
        JsonNode audit = api.audit(batch);
        assertThat(audit.path("verdict").asText())
                .as(audit.toPrettyString())
                .isEqualTo("consistent");
        assertThat(audit.path("event_log").path("items_ended").asInt()).isPositive();
    }

    private void areRowsRight(SheetBatch sheets, BatchId batch, String name) throws Exception {
        Path results = folder.resolve(name);
        api.download(batch, "results.csv", results);
        Sheets.haveTheirTruth(sheets, results);
        Sheets.areLoaded(server.local().database(), batch.value(), results);
    }

    private String status(BatchId batch) throws IOException, InterruptedException {
        return api.status(batch).path("status").asText();
    }

    private JsonNode counts(BatchId batch) throws IOException, InterruptedException {
        return api.status(batch).path("counts");
    }

    private int ended(BatchId batch) throws IOException, InterruptedException {
        return counts(batch).path("succeeded").asInt() + counts(batch).path("failed").asInt();
    }
}
