package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
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

    private void reach(Stage stage) {
        // Past the time after a start in which no lease ends.
        world.pass(World.TIMINGS.lease());
        life.begin();
        if (stage != Stage.EXTRACT) {
            life.extract(5);
        }
        if (stage.compareTo(Stage.ORGANIZE) > 0) {
            life.work(Stage.ORGANIZE);
        }
        if (stage.compareTo(Stage.PROCESS) > 0) {
            life.work(Stage.PROCESS);
        }
        for (Stage before : Life.AFTER_ITEMS) {
            if (before.compareTo(stage) < 0) {
                world.send(worker.finished(life.id(), before, 1, 1));
            }
        }
    }
}
