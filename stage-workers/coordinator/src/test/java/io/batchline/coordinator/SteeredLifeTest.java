package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.work.WorkItem;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Pause, resume, and other terms for a batch that runs.
final class SteeredLifeTest {
    private final World world = new World();
    private final Life life = Life.in(world, "b1");
    private final FakeWorker worker = life.worker();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nothing_new_of_a_paused_batch_is_released_and_what_runs_may_end() {
        reachProcess(100);
        life.start(Stage.PROCESS, 0);
        world.send(worker.pause(life.id()));
        world.send(worker.pause(life.id()));
        int released = life.released(Stage.PROCESS).size();
        life.succeed(Stage.PROCESS, 0);
        world.send(worker.returned(life.run(Stage.PROCESS, 1)));
        world.pass(Duration.ofSeconds(30));
        assertThat(life.released(Stage.PROCESS)).hasSize(released);
        assertThat(life.batch().status()).isEqualTo(BatchStatus.PAUSED);
        assertThat(life.batch().counts()).isEqualTo(new Counts(100, 99, 0, 0, 1, 0, 0));
        assertThat(world.progress(life.id()).getLast().waitingReason()).isEqualTo("paused");
        assertThat(world.progress(life.id()).getLast().stalled()).isFalse();
    }

    @Test
    void what_came_back_in_a_pause_is_released_first_after_it_and_costs_no_attempt() {
        reachProcess(3);
        world.send(worker.pause(life.id()));
        world.pass(Duration.ofSeconds(3));
        world.send(worker.resume(life.id()));
        ItemRun again = life.run(Stage.PROCESS, 0);
        assertThat(again.run()).isEqualTo(3);
        assertThat(again.attempt()).isEqualTo(1);
        life.work(Stage.PROCESS).finish();
        assertThat(life.batch().counts()).isEqualTo(new Counts(3, 0, 0, 0, 3, 0, 0));
    }

    @Test
    void a_stage_whose_last_item_ends_in_a_pause_ends_with_the_resume() {
        reachProcess(1);
        life.start(Stage.PROCESS, 0);
        world.send(worker.pause(life.id()));
        life.succeed(Stage.PROCESS, 0);
        assertThat(world.runs(Stage.COLLECT)).isEmpty();
        world.send(worker.resume(life.id()));
        assertThat(world.runs(Stage.COLLECT)).hasSize(1);
    }

    @Test
    void a_run_that_is_given_back_in_a_pause_is_released_with_the_resume() {
        reachProcess(1);
        life.work(Stage.PROCESS);
        world.send(worker.pause(life.id()));
        world.pass(Duration.ofSeconds(9));
        assertThat(world.runs(Stage.COLLECT)).hasSize(1);
        world.send(worker.resume(life.id()));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.runs(Stage.COLLECT)).hasSize(2);
        life.finishAnew();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void a_pause_survives_a_restart() {
        reachProcess(50);
        world.send(worker.pause(life.id()));
        world.pass(Duration.ofSeconds(3));
        int released = life.released(Stage.PROCESS).size();
        world.restart();
        world.pass(Duration.ofSeconds(20));
        assertThat(life.released(Stage.PROCESS)).hasSize(released);
        world.send(worker.resume(life.id()));
        life.work(Stage.PROCESS).finish();
        assertThat(life.batch().counts().succeeded()).isEqualTo(50);
    }

    @Test
    void a_paused_batch_can_be_cancelled() {
        reachProcess(5);
        world.send(worker.pause(life.id()));
        world.send(worker.cancel(life.id()));
        world.pass(Duration.ofSeconds(3));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
    }

    @Test
    void only_a_batch_that_processes_is_paused() {
        world.send(worker.create(life.id()));
        world.send(worker.pause(life.id()));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.PENDING);
    }

    @Test
    void another_priority_holds_for_what_was_released_and_not_begun_too() {
        reachProcess(60);
        life.start(Stage.PROCESS, 0);
        int before = life.released(Stage.PROCESS).size();
        world.send(worker.change(life.id(), Priority.URGENT, OptionalInt.empty()));
        world.pass(Duration.ofSeconds(2));
        var urgent = world.values(Topics.work(Stage.PROCESS, Priority.URGENT));
        assertThat(urgent).hasSize(before - 1);
        assertThat(urgent.getFirst().run().attempt()).isEqualTo(1);
        assertThat(life.batch().definition().priority()).isEqualTo(Priority.URGENT);
    }

    @Test
    void a_lower_concurrency_holds_within_two_seconds() {
        reachProcess(60);
        for (int index = 0; index < 4; index++) {
            life.start(Stage.PROCESS, index);
        }
        world.send(worker.change(life.id(), Priority.NORMAL, OptionalInt.of(2)));
        int before = life.released(Stage.PROCESS).size();
        world.pass(Duration.ofSeconds(2));
        life.succeed(Stage.PROCESS, 0);
        life.succeed(Stage.PROCESS, 1);
        assertThat(life.released(Stage.PROCESS)).hasSize(before);
        life.succeed(Stage.PROCESS, 2);
        assertThat(life.released(Stage.PROCESS)).hasSize(before + 1);
        assertThat(life.released(Stage.PROCESS).getLast().limits().concurrency()).hasValue(2);
    }

    @Test
    void an_item_of_before_a_change_is_told_from_one_of_after_it_also_when_all_is_as_before() {
        reachProcess(3);
        WorkItem before = life.released(Stage.PROCESS).getFirst();
        assertThat(before.terms()).isEqualTo(life.batch().terms());
        world.send(worker.change(life.id(), Priority.URGENT, OptionalInt.empty()));
        world.send(worker.change(life.id(), Priority.NORMAL, OptionalInt.empty()));
        world.send(worker.pause(life.id()));
        world.send(worker.resume(life.id()));
        world.pass(Duration.ofSeconds(2));
        WorkItem after = life.released(Stage.PROCESS).getLast();
        assertThat(after.terms()).isEqualTo(life.batch().terms()).isEqualTo(before.terms() + 3);
    }

    private void reachProcess(int items) {
        // Past the time after a start in which no lease ends.
        world.pass(World.TIMINGS.lease());
        life.begin().extract(items).work(Stage.ORGANIZE);
    }
}
