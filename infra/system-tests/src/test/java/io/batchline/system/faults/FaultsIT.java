package io.batchline.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.id.BatchId;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import io.batchline.system.Sheets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// What befalls machines, while sheets are being read: after each fault the batch ends whole, every
/// sheet has one end and one row, and the audit finds nothing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class FaultsIT {
    private static final int SHEETS = 50;
    private static final int MIDDLE = 8;
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration ENDED_WITHIN = Duration.ofMinutes(4);
    private static final Duration AWAY = Duration.ofSeconds(20);
    private static final List<String> LAST_STAGES =
            List.of("collecting_results", "generating_csv", "loading_database");
    private static final List<String> ENDS = List.of("completed", "failed", "cancelled");

    private Path folder;
    private SheetBatch sheets;
    private @Nullable Cluster started;
    private ApiClient ingest;
    private ApiClient gateway;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path given) throws Exception {
        folder = given;
        assumeThat(Engine.prepare(folder.resolve("images.txt"))).as("a Docker engine").isEmpty();
        sheets = Sheets.make(SheetBatchSpec.of(SHEETS, 19), folder);
        Path logs = Files.createDirectories(Path.of("target", "faults"));
        started = Cluster.start(logs);
        ingest = started.ingest();
        gateway = ingest.at(started.gateway());
    }

    @BeforeEach
    void everybodyIsThere() {
        cluster().ready();
    }

    @AfterAll
    void stop() throws IOException {
        if (started != null) {
            gateway.close();
            ingest.close();
            started.close();
        }
    }

    @Test
    void a_worker_is_killed() throws Exception {
        BatchId batch = inTheMiddle();
        node("worker-1").kill();

        endsWhole(batch);
        node("worker-1").startAgain();
    }

    @Test
    void one_coordinator_after_the_other_is_killed() throws Exception {
        BatchId batch = inTheMiddle();
        node("coordinator-1").kill();
        moves(batch);
        node("coordinator-1").startAgain();
        node("coordinator-2").kill();

        endsWhole(batch);
        node("coordinator-2").startAgain();
    }

    @Test
    void a_broker_is_killed() throws Exception {
        BatchId batch = inTheMiddle();
        node("broker-2").kill();

        endsWhole(batch);
        node("broker-2").startAgain();
    }

    @Test
    void the_gateway_is_killed() throws Exception {
        BatchId batch = inTheMiddle();
        node("gateway").kill();
        node("gateway").startAgain();

        endsWhole(batch);
    }

    @Test
    void a_worker_is_frozen() throws Exception {
        BatchId batch = inTheMiddle();
        node("worker-2").freeze();
        pass(AWAY);
        node("worker-2").thaw();

        endsWhole(batch);
    }

    @Test
    void both_coordinators_are_frozen() throws Exception {
        BatchId batch = inTheMiddle();
        node("coordinator-1").freeze();
        node("coordinator-2").freeze();
        pass(AWAY);
        node("coordinator-1").thaw();
        node("coordinator-2").thaw();

        endsWhole(batch);
    }

    @Test
    void a_worker_is_cut_off_from_the_network_and_let_back() throws Exception {
        BatchId batch = inTheMiddle();
        node("worker-1").cutOff();
        pass(AWAY);
        node("worker-1").letBack();

        endsWhole(batch);
    }

    @Test
    void the_database_is_away_while_rows_are_loaded() throws Exception {
        BatchId batch = submit();
        await("the last stages come")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> LAST_STAGES.contains(status(batch).path("stage").asText()));
        node("database").kill();
        pass(Duration.ofSeconds(30));
        node("database").startAgain();

        endsWhole(batch);
    }

    @Test
    void the_storage_is_full_during_an_upload() throws Exception {
        // given
        BatchId running = inTheMiddle();
        BatchId batch = ingest.create("answer-sheets", "too large for what is left");
        cluster().fillStorage(Files.size(sheets.zip()) / 2);

        // when
        try {
            assertThatThrownBy(() -> ingest.upload(batch, sheets.zip()))
                    .hasMessageContaining("507")
                    .hasMessageContaining("bytes are left");
        } finally {
            cluster().emptyStorage();
        }

        // then
        endsWhole(running);
        ingest.upload(batch, sheets.zip());
        endsWhole(batch);
    }

    @Test
    void a_worker_and_a_broker_are_killed_at_once() throws Exception {
        BatchId batch = inTheMiddle();
        node("broker-1").kill();
        node("worker-2").kill();

        endsWhole(batch);
        node("broker-1").startAgain();
        node("worker-2").startAgain();
    }

    @Test
    void the_coordinator_is_killed_while_the_database_is_away() throws Exception {
        BatchId batch = inTheMiddle();
        node("database").kill();
        node("coordinator-1").kill();
        pass(AWAY);
        node("coordinator-1").startAgain();
        node("database").startAgain();

        endsWhole(batch);
    }

    private BatchId submit() throws IOException, InterruptedException {
        BatchId batch = ingest.create("answer-sheets", "through faults");
        ingest.upload(batch, sheets.zip());
        return batch;
    }

    /// A batch of which some sheets are read and most are not.
    private BatchId inTheMiddle() throws IOException, InterruptedException {
        BatchId batch = submit();
        await("some sheets are read")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> succeeded(batch) >= MIDDLE);
        assertThat(succeeded(batch)).isLessThan(SHEETS);
        return batch;
    }

    private void moves(BatchId batch) throws IOException, InterruptedException {
        int before = succeeded(batch);
        await("the batch goes on")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> succeeded(batch) > before || hasEnded(batch));
    }

    /// A fault lasts: nothing is waited for but the clock.
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await("time passes").atMost(time.plus(SOON)).until(() -> System.nanoTime() > end);
    }

    private void endsWhole(BatchId batch) throws Exception {
        await("batch %s ends".formatted(batch))
                .atMost(ENDED_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> hasEnded(batch));
        cluster().ready();
        JsonNode status = status(batch);
        assertThat(status.path("status").asText())
                .as(status.toPrettyString())
                .isEqualTo("completed");
        assertThat(status.path("counts").path("succeeded").asInt()).isEqualTo(SHEETS);
        Path results = folder.resolve("results.csv");
        gateway.download(batch, "results.csv", results);
        Sheets.haveTheirTruth(sheets, results);
        Sheets.areLoaded(cluster().database(), batch.value(), results);
        JsonNode audit = gateway.audit(batch);
        assertThat(audit.path("verdict").asText())
                .as(audit.toPrettyString())
                .isEqualTo("consistent");
    }

    private boolean hasEnded(BatchId batch) throws IOException, InterruptedException {
        return ENDS.contains(status(batch).path("status").asText());
    }

    private int succeeded(BatchId batch) throws IOException, InterruptedException {
        return status(batch).path("counts").path("succeeded").asInt();
    }

    private JsonNode status(BatchId batch) throws IOException, InterruptedException {
        return gateway.status(batch);
    }

    private Node node(String name) {
        return cluster().node(name);
    }

    private Cluster cluster() {
        return Objects.requireNonNull(started);
    }
}
