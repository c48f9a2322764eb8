package io.batchline.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.webhook.BatchNews;
import io.batchline.contract.webhook.WebhookEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchEventsTest {
    private final BatchLife life = new BatchLife(new BatchId("b"), History.BEGIN);

    private static List<String> ids(Batch batch) {
        return BatchEvents.of(batch).stream().map(WebhookEvent::id).toList();
    }

    @Test
    void the_last_state_of_a_batch_tells_all_of_its_generation() {
        assertThat(ids(life.through(Stage.CLEANUP).is(BatchStatus.COMPLETED)))
                .containsExactly(
                        "b-1-started",
                        "b-1-stage_finished-extracting",
                        "b-1-stage_finished-organizing_qr",
                        "b-1-stage_finished-processing_sheets",
                        "b-1-stage_finished-collecting_results",
                        "b-1-stage_finished-generating_csv",
                        "b-1-stage_finished-loading_database",
                        "b-1-stage_finished-cleanup",
                        "b-1-completed");
    }

    @Test
    void a_retry_that_keeps_the_items_does_not_tell_of_extract_again() {
        life.through(Stage.PROCESS).retried(true);

        var events = BatchEvents.of(life.through(Stage.ORGANIZE).is(BatchStatus.PROCESSING));

        assertThat(events)
                .extracting(WebhookEvent::id)
                .containsExactly("b-2-started", "b-2-stage_finished-organizing_qr");
        assertThat(events.getFirst().time())
                .isEqualTo(History.at(3600 + 3 * BatchLife.STAGE_SECONDS));
    }

    @Test
    void a_retry_that_finds_the_items_anew_does() {
        life.retried(false);

        assertThat(ids(life.through(Stage.EXTRACT).is(BatchStatus.PROCESSING)))
                .containsExactly("b-2-started", "b-2-stage_finished-extracting");
        assertThat(ids(life.through(Stage.CLEANUP).is(BatchStatus.COMPLETED)))
                .hasSize(9)
                .contains("b-2-completed");
    }

    @Test
    void an_event_says_what_happened_when_and_why() {
        life.through(Stage.EXTRACT);

        var events = BatchEvents.of(life.is(BatchStatus.FAILED));

        BatchNews stage = events.get(1).data();
        assertThat(stage.stageLabel()).isEqualTo("Extracting scans");
        assertThat(stage.stageElapsedSeconds()).isEqualTo(BatchLife.STAGE_SECONDS);
        assertThat(stage.status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(stage.reason()).isNull();
        WebhookEvent<BatchNews> end = events.getLast();
        assertThat(end.type()).isEqualTo("io.batchline.batch.failed");
        assertThat(end.subject()).isEqualTo("b");
        assertThat(end.time()).isEqualTo(History.at(BatchLife.STAGE_SECONDS));
        assertThat(end.data().reason()).isEqualTo(new Batch.BatchEnd("a_cause", "A sentence."));
        assertThat(end.data().completedAt()).isEqualTo(end.time());
    }

    @Test
    void a_batch_that_is_on_its_way_to_an_end_has_not_ended() {
        assertThat(ids(life.through(Stage.EXTRACT).is(BatchStatus.CANCELLING)))
                .doesNotContain("b-1-cancelled");
    }
}
