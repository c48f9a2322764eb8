package io.batchline.coordinator.decide;

import static io.batchline.coordinator.decide.States.NOW;
import static io.batchline.coordinator.decide.States.tally;
import static io.batchline.coordinator.state.ItemStatus.CANCELLED;
import static io.batchline.coordinator.state.ItemStatus.FAILED;
import static io.batchline.coordinator.state.ItemStatus.ORGANIZED;
import static io.batchline.coordinator.state.ItemStatus.RELEASED;
import static io.batchline.coordinator.state.ItemStatus.RETRYING;
import static io.batchline.coordinator.state.ItemStatus.RUNNING;
import static io.batchline.coordinator.state.ItemStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.stage.Stage;
import io.batchline.coordinator.FakeWorker;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.StageLife;
import io.batchline.coordinator.state.Tally;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class StageEndTest {
    private static final StageEnd OPEN = new StageEnd.Open();

    @Test
    void organize_ends_with_its_last_item_however_that_ended() {
        BatchState batch = States.in(Stage.ORGANIZE);
        assertThat(end(batch, tally(ORGANIZED, SUCCEEDED, FAILED, RETRYING))).isEqualTo(OPEN);
        assertThat(end(batch, tally(ORGANIZED, SUCCEEDED, FAILED, RELEASED))).isEqualTo(OPEN);
        assertThat(end(batch, tally(ORGANIZED, SUCCEEDED, FAILED, ORGANIZED)))
                .isEqualTo(new StageEnd.Into(Stage.PROCESS));
    }

    @Test
    void process_ends_with_its_last_item() {
        BatchState batch = States.in(Stage.PROCESS);
        assertThat(end(batch, tally(SUCCEEDED, SUCCEEDED, FAILED, ORGANIZED))).isEqualTo(OPEN);
        assertThat(end(batch, tally(SUCCEEDED, SUCCEEDED, FAILED, FAILED)))
                .isEqualTo(new StageEnd.Into(Stage.COLLECT));
    }

    @Test
    void a_per_batch_stage_ends_with_its_run_and_the_last_completes_the_batch() {
        BatchState csv = States.in(Stage.CSV);
        assertThat(end(csv, tally())).isEqualTo(OPEN);
        assertThat(end(ended(csv), tally())).isEqualTo(new StageEnd.Into(Stage.LOAD));
        assertThat(end(ended(States.in(Stage.CLEANUP)), tally()))
                .isEqualTo(new StageEnd.Completed());
    }

    @Test
    void a_batch_stops_as_soon_as_too_many_have_failed() {
        BatchState batch = States.in(Stage.PROCESS);
        BatchDefinition half =
                FakeWorker.definition(States.ID, StartMode.AUTO, OptionalInt.empty(), 50, NOW);
        BatchState strict = batch.withDefinition(half, NOW);
        assertThat(end(strict, tally(FAILED, FAILED, RUNNING, ORGANIZED))).isEqualTo(OPEN);
        var tooMany = tally(FAILED, FAILED, FAILED, RUNNING);
        assertThat(end(strict, tooMany)).isInstanceOf(StageEnd.Stop.class);
        var why = new Batch.BatchEnd(StageEnd.TOO_MANY_FAILED, "3 of 4 items failed");
        BatchState stopping = StageEnd.stopping(strict, why, NOW);
        assertThat(end(stopping, tooMany)).isEqualTo(OPEN);
        assertThat(end(stopping, tally(FAILED, FAILED, FAILED, CANCELLED)))
                .isEqualTo(new StageEnd.Failed(why));
    }

    @Test
    void nothing_of_a_paused_batch_ends() {
        BatchState batch = States.in(Stage.ORGANIZE).withStatus(BatchStatus.PAUSED, NOW);
        assertThat(end(batch, tally(ORGANIZED, ORGANIZED, ORGANIZED, ORGANIZED))).isEqualTo(OPEN);
    }

    @Test
    void a_cancel_waits_for_what_workers_may_have() {
        BatchState batch = States.in(Stage.PROCESS).withStatus(BatchStatus.CANCELLING, NOW);
        assertThat(end(batch, tally(CANCELLED, RUNNING))).isEqualTo(OPEN);
        assertThat(end(batch, tally(CANCELLED, RELEASED))).isEqualTo(OPEN);
        assertThat(end(batch, tally(CANCELLED, SUCCEEDED))).isEqualTo(new StageEnd.Cancelled());
    }

    private static BatchState ended(BatchState batch) {
        return batch.withLife(StageLife.first().in(StageLife.Status.ENDED));
    }

    private static StageEnd end(BatchState batch, Tally tally) {
        return StageEnd.of(batch, tally, -1);
    }
}
