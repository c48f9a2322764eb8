package io.batchline.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Why batches and items wait.
final class ReasonsTest {
    private static final BatchId ID = new BatchId("b1");
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant LATER = NOW.plusMillis(2500);

    @Test
    void a_batch_that_has_not_begun_says_what_it_waits_for() {
        assertThat(BatchReason.of(batch(BatchStatus.PENDING, 0), false, null, true))
                .hasValue("waiting for upload");
        assertThat(BatchReason.of(batch(BatchStatus.UPLOADING, 0), false, null, true))
                .hasValue("waiting for the upload to end");
        assertThat(BatchReason.of(batch(BatchStatus.PENDING, 0), true, null, true))
                .hasValue("waiting for start");
        assertThat(BatchReason.of(batch(BatchStatus.PENDING, 0), false, said(null), true))
                .as("its progress is a moment ahead of its state")
                .isEmpty();
    }

    @Test
    void a_batch_that_has_begun_says_what_the_coordinator_says() {
        Batch batch = batch(BatchStatus.PROCESSING, 0);
        assertThat(BatchReason.of(batch, true, said("waiting for slot (2 ahead)"), true))
                .hasValue("waiting for slot (2 ahead)");
        assertThat(BatchReason.of(batch, true, said(null), true)).isEmpty();
    }

    @Test
    void a_pause_and_a_resume_show_before_the_coordinator_speaks() {
        assertThat(BatchReason.of(batch(BatchStatus.PAUSED, 0), true, said(null), true))
                .hasValue("paused");
        assertThat(BatchReason.of(batch(BatchStatus.PAUSED, 1), true, said(null), true)).isEmpty();
        assertThat(BatchReason.of(batch(BatchStatus.PROCESSING, 0), true, said("paused"), true))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(BatchStatus.class)
    void a_broker_that_is_not_heard_goes_before_all_but_the_end(BatchStatus status) {
        assertThat(BatchReason.of(batch(status, 0), true, said("paused"), false))
                .isEqualTo(
                        status.isTerminal() ? Optional.empty() : Optional.of("broker unreachable"));
    }

    @Test
    void an_item_has_the_one_reason_that_must_end_first() {
        Batch free = batch(BatchStatus.PROCESSING, 1);
        Batch full = batch(BatchStatus.PROCESSING, 2);
        Batch paused = batch(BatchStatus.PAUSED, 2);
        assertThat(reason(paused, false, 0, LATER)).isEqualTo("broker unreachable");
        assertThat(reason(paused, true, 0, LATER)).isEqualTo("paused");
        assertThat(reason(full, true, 0, LATER)).isEqualTo("no worker alive for stage process");
        assertThat(reason(full, true, 1, LATER)).isEqualTo("backoff until 2026-11-22T08:00:02Z");
        assertThat(reason(full, true, 1, NOW)).isEqualTo("concurrency reached");
        assertThat(reason(full, true, 1, null)).isEqualTo("concurrency reached");
        assertThat(reason(free, true, 1, null)).isEqualTo("waiting for slot (7 ahead)");
        assertThat(reason(batch(BatchStatus.CANCELLING, 2), true, 1, LATER))
                .isEqualTo("waiting for 2 running to stop");
    }

    private static String reason(Batch batch, boolean heard, long workers, @Nullable Instant due) {
        return new ItemReason(batch, heard, workers, 4, NOW).of(due, 3).text();
    }

    private static Progress said(@Nullable String reason) {
        return new Progress(
                ID,
                1,
                ProgressStage.PROCESSING,
                "",
                "",
                10,
                10,
                9,
                1,
                0,
                0,
                1,
                1,
                null,
                0,
                false,
                reason,
                NOW);
    }

    private static Batch batch(BatchStatus status, int running) {
        var definition =
                new BatchDefinition(
                        ID,
                        TenantId.DEFAULT,
                        "ann",
                        "answer-sheets",
                        "exam",
                        null,
                        Priority.NORMAL,
                        new BatchLimits(OptionalInt.of(2), Duration.ofSeconds(60), 3, 100),
                        StartMode.AUTO,
                        JsonNodeFactory.instance.objectNode(),
                        new Labels(Map.of(), "sheets"),
                        NOW);
        return new Batch(
                definition,
                status,
                Stage.PROCESS,
                1,
                0,
                new Counts(9, 9 - running, running, 0, 0, 0, 0),
                List.of(),
                null,
                null,
                null,
                null,
                new Batch.BatchTimes(NOW, null, NOW));
    }
}
