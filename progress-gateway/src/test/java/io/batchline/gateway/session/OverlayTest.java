package io.batchline.gateway.session;

import static io.batchline.contract.batch.BatchStatus.CANCELLED;
import static io.batchline.contract.batch.BatchStatus.CANCELLING;
import static io.batchline.contract.batch.BatchStatus.COMPLETED;
import static io.batchline.contract.batch.BatchStatus.FAILED;
import static io.batchline.contract.batch.BatchStatus.PAUSED;
import static io.batchline.contract.batch.BatchStatus.PENDING;
import static io.batchline.contract.batch.BatchStatus.PROCESSING;
import static io.batchline.contract.batch.BatchStatus.UPLOADING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.LastRequest;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OverlayTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final BatchDefinition DEFINITION =
            new BatchDefinition(
                    new BatchId("b1"),
                    TenantId.DEFAULT,
                    "ann",
                    "answer-sheets",
                    "exam",
                    null,
                    Priority.NORMAL,
                    new BatchLimits(OptionalInt.empty(), Duration.ofSeconds(60), 3, 100),
                    StartMode.AUTO,
                    JsonNodeFactory.instance.objectNode(),
                    new Labels(Map.of(), "sheets"),
                    NOON);

    @Test
    void a_batch_that_is_not_folded_yet_stands_as_it_was_asked_for() {
        Batch batch = Overlay.of(new BatchRow(DEFINITION, new LastRequest(PENDING, 1)), null);

        assertThat(batch.status()).isEqualTo(PENDING);
        assertThat(batch.counts()).isEqualTo(Counts.NONE);
        assertThat(batch.stages()).hasSize(Stage.values().length);
    }

    @Test
    void a_request_that_is_not_folded_yet_shows() {
        assertThat(status(CANCELLING, PROCESSING)).isEqualTo(CANCELLING);
        assertThat(status(PROCESSING, UPLOADING)).isEqualTo(PROCESSING);
        assertThat(status(UPLOADING, PENDING)).isEqualTo(UPLOADING);
    }

    @Test
    void what_is_folded_goes_before_an_older_request() {
        assertThat(status(PENDING, PROCESSING)).isEqualTo(PROCESSING);
        assertThat(status(PROCESSING, CANCELLING)).isEqualTo(CANCELLING);
    }

    @Test
    void an_ended_batch_stays_ended_whatever_is_asked() {
        assertThat(status(CANCELLING, COMPLETED)).isEqualTo(COMPLETED);
        assertThat(status(CANCELLING, CANCELLED)).isEqualTo(CANCELLED);
    }

    @Test
    void a_batch_just_paused_or_resumed_shows_so() {
        assertThat(status(PAUSED, PROCESSING)).isEqualTo(PAUSED);
        assertThat(status(PROCESSING, PAUSED)).isEqualTo(PROCESSING);
    }

    @Test
    void a_batch_just_retried_is_open_again_without_its_end() {
        Batch ended = folded(FAILED, new Batch.BatchEnd("load_failed", "The load failed"));

        Batch retried = Overlay.of(new BatchRow(DEFINITION, new LastRequest(PROCESSING, 2)), ended);
        Batch before = Overlay.of(new BatchRow(DEFINITION, new LastRequest(PROCESSING, 1)), ended);

        assertThat(retried.status()).isEqualTo(PROCESSING);
        assertThat(retried.reason()).isNull();
        assertThat(retried.times().completedAt()).isNull();
        assertThat(before).isEqualTo(ended);
    }

    @Test
    void priority_and_concurrency_are_those_last_asked_for() {
        BatchDefinition changed = DEFINITION.using(Priority.URGENT, OptionalInt.of(2));

        Batch batch =
                Overlay.of(
                        new BatchRow(changed, new LastRequest(PROCESSING, 1)),
                        folded(PROCESSING, null));

        assertThat(batch.definition()).isEqualTo(changed);
    }

    private static BatchStatus status(BatchStatus requested, BatchStatus folded) {
        return Overlay.of(
                        new BatchRow(DEFINITION, new LastRequest(requested, 1)),
                        folded(folded, null))
                .status();
    }

    private static Batch folded(BatchStatus status, Batch.@Nullable BatchEnd reason) {
        return new Batch(
                DEFINITION,
                status,
                null,
                1,
                0,
                Counts.NONE,
                List.of(),
                null,
                reason,
                null,
                null,
                new Batch.BatchTimes(null, status.isTerminal() ? NOON : null, NOON));
    }
}
