package io.batchline.coordinator.decide;

import static io.batchline.coordinator.decide.States.ID;
import static io.batchline.coordinator.decide.States.NOW;
import static io.batchline.coordinator.decide.States.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.stage.Stage;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.StageLife;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CommandRulesTest {
    @Test
    void an_upload_begins_once() {
        BatchState uploading =
                changed(States.pending(StartMode.AUTO), new BatchCommand.Uploading(ID, NOW));
        assertThat(uploading.status()).isEqualTo(BatchStatus.UPLOADING);
        assertStale(uploading, new BatchCommand.Uploading(ID, NOW));
    }

    @Test
    void a_complete_upload_starts_a_batch_that_starts_by_itself() {
        BatchState begun = changed(States.pending(StartMode.AUTO), WORKER.uploaded(ID));
        assertThat(begun.status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(begun.isIn(Stage.EXTRACT)).isTrue();
        assertThat(begun.life()).isEqualTo(StageLife.first());
        assertThat(begun.batch().times().startedAt()).isEqualTo(NOW);
        assertStale(begun, WORKER.uploaded(ID));
        assertStale(begun, new BatchCommand.Uploading(ID, NOW));
    }

    @Test
    void a_start_needs_a_source() {
        BatchState manual = States.pending(StartMode.MANUAL);
        assertStale(manual, WORKER.start(ID));
        BatchState ready = changed(manual, WORKER.uploaded(ID));
        assertThat(ready.status()).isEqualTo(BatchStatus.PENDING);
        assertThat(changed(ready, WORKER.start(ID)).isIn(Stage.EXTRACT)).isTrue();
    }

    @Test
    void a_cancel_is_taken_once_and_ends_a_retry_that_waits() {
        BatchState retrying = States.in(Stage.CSV).withLife(StageLife.first().retrying(NOW));
        BatchState cancelling = changed(retrying, WORKER.cancel(ID));
        assertThat(cancelling.status()).isEqualTo(BatchStatus.CANCELLING);
        assertThat(Objects.requireNonNull(cancelling.life()).isOut()).isFalse();
        assertStale(cancelling, WORKER.cancel(ID));
        assertStale(cancelling, WORKER.uploaded(ID));
        assertStale(cancelling, WORKER.start(ID));
    }

    @Test
    void an_ended_batch_takes_no_command() {
        BatchState ended = States.in(Stage.CLEANUP).ended(BatchStatus.COMPLETED, Counts.NONE, NOW);
        assertStale(ended, WORKER.cancel(ID));
        assertStale(ended, WORKER.uploaded(ID));
        assertStale(ended, WORKER.create(ID));
    }

    private static BatchState changed(BatchState batch, BatchCommand command) {
        var verdict = CommandRules.decide(batch, command, NOW);
        assertThat(verdict).isInstanceOf(Verdict.Changed.class);
        return ((Verdict.Changed<BatchState>) verdict).next();
    }

    private static void assertStale(BatchState batch, BatchCommand command) {
        assertThat(CommandRules.decide(batch, command, NOW)).isEqualTo(new Verdict.Stale<>());
    }
}
