package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CancelledLifeTest {
    private final World world = new World();
    private final Life life = Life.in(world, "b1");
    private final FakeWorker worker = life.worker();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_batch_that_waits_for_its_upload_is_cancelled_at_once() {
        world.send(worker.create(life.id()));
        world.send(worker.cancel(life.id()));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
        assertThat(world.progress(life.id()).getLast().stage()).isEqualTo(ProgressStage.CANCELLED);
        world.send(worker.uploaded(life.id()));
        assertThat(world.runs(Stage.EXTRACT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"EXTRACT", "COLLECT", "CSV", "LOAD", "CLEANUP"})
    void a_running_stage_is_waited_for(Stage stage) {
        reach(stage);
        world.send(worker.started(life.id(), stage, 1));
        world.send(worker.cancel(life.id()));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLING);
        world.pass(Duration.ofSeconds(2));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLING);
        world.send(worker.finished(life.id(), stage, 1, 3));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXTRACT", "COLLECT", "CSV", "LOAD", "CLEANUP"})
    void a_stage_that_nobody_has_started_is_not_waited_for_long(Stage stage) {
        reach(stage);
        world.pass(Duration.ofSeconds(10));
        world.send(worker.cancel(life.id()));
        world.pass(Duration.ofSeconds(2));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(names = {"ORGANIZE", "PROCESS"})
    void running_items_are_waited_for_and_all_others_are_cancelled(Stage stage) {
        reach(stage);
        life.succeed(stage, 0);
        life.start(stage, 1);
        world.send(worker.failed(life.run(stage, 2), FailureKind.TRANSIENT));
        world.send(worker.cancel(life.id()));
        world.send(worker.cancel(life.id()));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLING);
        world.send(worker.returned(life.run(stage, 3)));
        world.pass(Duration.ofSeconds(3));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLING);
        world.send(worker.returned(life.run(stage, 1)));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
        int done = stage == Stage.PROCESS ? 1 : 0;
        assertThat(life.batch().counts()).isEqualTo(new Counts(5, 0, 0, 0, done, 0, 5 - done));
        assertThat(life.released(stage)).hasSize(5);
        assertThat(life.batch().interrupted()).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void a_batch_cancelled_twice_in_any_stage_ends_once_and_stays_so(Stage stage) {
        reach(stage);
        world.send(worker.cancel(life.id()));
        world.send(worker.cancel(life.id()));
        world.pass(Duration.ofSeconds(3));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
        assertThat(life.batch().counts().terminal()).isEqualTo(life.batch().counts().total());
        int before = world.recordsWritten();
        world.send(worker.cancel(life.id()));
        late(stage);
        world.pass(Duration.ofSeconds(70));
        assertThat(world.recordsWritten()).isEqualTo(before);
        assertThat(world.deadLetters()).isEmpty();
        assertThat(ends()).containsExactly(ProgressStage.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void a_batch_at_work_cancelled_twice_in_any_stage_ends_once(Stage stage) {
        reach(stage);
        begin(stage);
        world.send(worker.cancel(life.id()));
        world.pass(Duration.ofMillis(600));
        world.send(worker.cancel(life.id()));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLING);
        world.pass(Duration.ofSeconds(2));
        giveBack(stage);
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
        assertThat(life.batch().row(stage).state()).isEqualTo(StageState.CANCELLED);
        assertThat(ends()).containsExactly(ProgressStage.CANCELLED);
        assertThat(world.deadLetters()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ORGANIZE", "PROCESS"})
    void the_last_item_that_is_cancelled_ends_the_batch(Stage stage) {
        reach(stage);
        for (int index = 0; index < 4; index++) {
            life.succeed(stage, index);
        }
        life.start(stage, 4);
        world.send(worker.cancel(life.id()));
        world.send(worker.returned(life.run(stage, 4)));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
        int done = stage == Stage.PROCESS ? 4 : 0;
        assertThat(life.batch().counts()).isEqualTo(new Counts(5, 0, 0, 0, done, 0, 5 - done));
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void the_last_result_that_comes_while_cancelling_still_ends_it_as_cancelled(Stage stage) {
        life.reach(stage, 1);
        begin(stage);
        world.send(worker.cancel(life.id()));
        if (stage.kind() == StageKind.PER_ITEM) {
            life.succeed(stage, 0);
        } else {
            world.send(worker.finished(life.id(), stage, 1, stage == Stage.EXTRACT ? 0 : 1));
        }
        world.pass(Duration.ofSeconds(3));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
        assertThat(ends()).containsExactly(ProgressStage.CANCELLED);
    }

    @Test
    void a_result_that_comes_while_cancelling_counts() {
        reach(Stage.PROCESS);
        life.start(Stage.PROCESS, 0);
        world.send(worker.cancel(life.id()));
        life.succeed(Stage.PROCESS, 0);
        world.pass(Duration.ofSeconds(2));
        assertThat(life.batch().counts()).isEqualTo(new Counts(5, 0, 0, 0, 1, 0, 4));
    }

    @Test
    void an_item_that_started_as_the_batch_was_cancelled_is_waited_for() {
        reach(Stage.PROCESS);
        world.pass(Duration.ofSeconds(8));
        world.send(worker.cancel(life.id()));
        world.pass(Duration.ofMillis(400));
        life.start(Stage.PROCESS, 0);
        world.pass(Duration.ofSeconds(3));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLING);
        life.succeed(Stage.PROCESS, 0);
        assertThat(life.batch().counts()).isEqualTo(new Counts(5, 0, 0, 0, 1, 0, 4));
        assertThat(life.batch().interrupted()).containsExactly(0);
    }

    @Test
    void what_a_cancellation_came_upon_is_known_after_a_restart_and_forgotten_by_a_retry() {
        reach(Stage.PROCESS);
        life.start(Stage.PROCESS, 3);
        life.start(Stage.PROCESS, 1);
        world.send(worker.cancel(life.id()));
        world.restart();
        world.pass(Duration.ofSeconds(20));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
        assertThat(life.batch().interrupted()).containsExactly(1, 3);
        world.send(worker.retry(life.id(), 2));
        assertThat(life.batch().interrupted()).isNull();
    }

    @Test
    void a_lost_worker_does_not_hold_up_a_cancel() {
        reach(Stage.PROCESS);
        life.start(Stage.PROCESS, 0);
        world.send(worker.cancel(life.id()));
        world.pass(Duration.ofSeconds(8));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
        assertThat(life.batch().counts().cancelled()).isEqualTo(5);
    }

    @Test
    void an_ended_batch_cannot_be_cancelled() {
        life.whole(3);
        int before = world.recordsWritten();
        world.send(worker.cancel(life.id()));
        world.pass(Duration.ofSeconds(10));
        assertThat(world.recordsWritten()).isEqualTo(before);
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void the_batch_percentage_stays_where_it_stood() {
        reach(Stage.PROCESS);
        double stood = world.progress(life.id()).getLast().batchPercentage();
        world.send(worker.cancel(life.id()));
        world.pass(Duration.ofSeconds(8));
        var last = world.progress(life.id()).getLast();
        assertThat(last.stage()).isEqualTo(ProgressStage.CANCELLED);
        assertThat(last.batchPercentage()).isGreaterThanOrEqualTo(stood).isLessThan(100);
        assertThat(last.message()).isEqualTo("Cancelled by admin: 0 of 5 sheets were done");
    }

    @Test
    void cancelled_items_are_kept() {
        reach(Stage.PROCESS);
        world.send(worker.cancel(life.id()));
        world.pass(Duration.ofSeconds(9));
        assertThat(world.stored("s|")).hasSize(5);
        assertThat(world.stored("i|")).hasSize(5);
        assertThat(world.stored("w|")).isEmpty();
    }

    private void begin(Stage stage) {
        if (stage.kind() == StageKind.PER_ITEM) {
            life.start(stage, 0);
        } else {
            world.send(worker.started(life.id(), stage, 1));
        }
    }

    private void giveBack(Stage stage) {
        if (stage.kind() == StageKind.PER_ITEM) {
            world.send(worker.returned(life.run(stage, 0)));
        } else {
            world.send(worker.returned(life.id(), stage, 1));
        }
    }

    /// What a worker that has not heard of it may still say.
    private void late(Stage stage) {
        begin(stage);
        giveBack(stage);
        if (stage.kind() == StageKind.PER_ITEM) {
            life.succeed(stage, 1);
        } else {
            world.send(worker.finished(life.id(), stage, 1, 5));
        }
    }

    private List<ProgressStage> ends() {
        return world.progress(life.id()).stream()
                .map(Progress::stage)
                .filter(ProgressStage::isTerminal)
                .toList();
    }

    private void reach(Stage stage) {
        life.reach(stage, 5);
    }
}
