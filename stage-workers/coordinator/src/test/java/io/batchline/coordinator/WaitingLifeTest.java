package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.item.ItemRun;
import io.batchline.contract.item.RetryDelay;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WaitingLifeTest {
    private final World world = new World();
    private final Life life = Life.in(world, "b1");
    private final FakeWorker worker = life.worker();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_stage_that_nobody_runs_says_so_and_is_stalled_after_a_minute() {
        life.begin();
        world.pass(Duration.ofSeconds(3));
        Progress first = last();
        assertThat(first.stage()).isEqualTo(ProgressStage.EXTRACTING);
        assertThat(first.waitingReason()).isEqualTo("no worker alive for stage extract");
        assertThat(first.stalled()).isFalse();
        world.pass(Duration.ofSeconds(60));
        assertThat(last().stalled()).isTrue();
    }

    @Test
    void items_that_nobody_takes_say_why_until_somebody_does() {
        life.begin().extract(4);
        announceFor(Duration.ofSeconds(4));
        assertThat(last().waitingReason()).isEqualTo("waiting for slot (0 ahead)");
        life.start(Stage.ORGANIZE, 0);
        world.pass(Duration.ofMillis(200));
        assertThat(last().waitingReason()).isNull();
        assertThat(last().itemsRunning()).isEqualTo(1);
    }

    @Test
    void items_of_others_that_go_before_are_counted() {
        life.begin().extract(4);
        Life other = Life.in(world, "other").begin().extract(3);
        announceFor(Duration.ofSeconds(8));
        assertThat(last().waitingReason()).isEqualTo("waiting for slot (3 ahead)");
        assertThat(world.progress(other.id()).getLast().waitingReason())
                .isEqualTo("waiting for slot (4 ahead)");
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void a_stage_of_which_nothing_is_heard_is_stalled_with_a_reason_until_the_next_event(
            Stage stage) {
        life.reach(stage, 3);
        announceFor(Duration.ofSeconds(62));
        assertThat(last().stage()).isEqualTo(ProgressStage.of(stage));
        assertThat(last().stalled()).isTrue();
        assertThat(last().waitingReason()).isEqualTo("waiting for slot (0 ahead)");
        if (stage.kind() == StageKind.PER_ITEM) {
            life.start(stage, 0);
        } else {
            world.send(worker.started(life.id(), stage, 1));
        }
        world.pass(Duration.ofMillis(200));
        assertThat(last().stalled()).isFalse();
        assertThat(last().waitingReason()).isNull();
    }

    @Test
    void a_retry_is_waited_for_until_the_time_that_everybody_can_tell() {
        life.reach(Stage.PROCESS, 1);
        for (int attempt = 1; attempt < 3; attempt++) {
            announceFor(Duration.ofSeconds(3));
            life.start(Stage.PROCESS, 0);
            world.send(worker.failed(life.run(Stage.PROCESS, 0), FailureKind.TRANSIENT));
        }
        ItemRun failed = life.run(Stage.PROCESS, 0);
        Instant due =
                RetryDelay.DEFAULT.due(
                        failed.jobId(), failed.run(), failed.attempt(), world.clock.instant());
        int released = life.released(Stage.PROCESS).size();
        world.pass(Duration.between(world.clock.instant(), due).minusMillis(1));
        assertThat(life.released(Stage.PROCESS)).hasSize(released);
        world.pass(World.TIMINGS.tick());
        assertThat(life.released(Stage.PROCESS)).hasSize(released + 1);
    }

    @Test
    void a_worker_that_died_is_missed() {
        life.begin().extract(4);
        announceFor(Duration.ofSeconds(4));
        world.pass(Duration.ofSeconds(10));
        assertThat(last().waitingReason()).isEqualTo("no worker alive for stage organize");
    }

    @Test
    void a_headline_is_written_every_five_seconds_while_nothing_changes() {
        life.begin().extract(4);
        life.start(Stage.ORGANIZE, 0);
        int before = told().size();
        for (int second = 0; second < 20; second++) {
            world.pass(Duration.ofSeconds(1));
            world.send(worker.announce(4, Stage.values()));
            world.send(worker.heartbeat(life.run(Stage.ORGANIZE, 0)));
        }
        assertThat(told().size() - before).isBetween(3, 5);
    }

    @Test
    void a_per_batch_stage_at_work_writes_its_own_headline() {
        life.begin();
        world.send(worker.started(life.id(), Stage.EXTRACT, 1));
        for (int second = 0; second < 20; second++) {
            world.pass(Duration.ofSeconds(1));
            world.send(worker.heartbeat(life.id(), Stage.EXTRACT, 1));
        }
        assertThat(told()).isEmpty();
    }

    @Test
    void moving_counts_are_published_twice_a_second_at_most() {
        life.begin().extract(50);
        int before = world.snapshots(life.id()).size();
        for (int index = 0; index < 20; index++) {
            life.succeed(Stage.ORGANIZE, index);
            world.pass(Duration.ofMillis(200));
        }
        assertThat(world.snapshots(life.id()).size() - before).isBetween(5, 8);
        assertThat(life.batch().row(Stage.ORGANIZE).done()).isGreaterThanOrEqualTo(18);
    }

    @Test
    void the_window_grows_when_workers_appear() {
        life.begin().extract(200);
        assertThat(life.released(Stage.ORGANIZE)).hasSize(24);
        world.send(worker.announce(40, Stage.ORGANIZE));
        world.pass(Duration.ofMillis(400));
        assertThat(life.released(Stage.ORGANIZE)).hasSize(120);
    }

    @Test
    void batches_share_the_window() {
        world.send(worker.announce(8, Stage.ORGANIZE));
        Life big = Life.in(world, "big").begin().extract(300);
        Life small = Life.in(world, "small").begin().extract(20);
        world.pass(Duration.ofSeconds(1));
        assertThat(big.released(Stage.ORGANIZE)).hasSize(24);
        assertThat(small.released(Stage.ORGANIZE)).hasSizeBetween(12, 20);
        int before = big.released(Stage.ORGANIZE).size();
        for (int index = 0; index < 10; index++) {
            big.succeed(Stage.ORGANIZE, index);
        }
        assertThat(big.released(Stage.ORGANIZE).size() - before).isLessThan(60);
    }

    @Test
    void the_end_can_be_foretold_after_a_while() {
        life.begin().extract(100);
        assertThat(last().etaSeconds()).isNull();
        for (int index = 0; index < 50; index++) {
            world.send(worker.announce(8, Stage.ORGANIZE));
            life.succeed(Stage.ORGANIZE, index);
            world.pass(Duration.ofMillis(200));
        }
        assertThat(last().throughputPerSecond()).isBetween(4.0, 6.0);
        assertThat(last().etaSeconds()).isBetween(8.0, 12.5);
    }

    private void announceFor(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minusSeconds(1)) {
            world.send(worker.announce(4, Stage.values()));
            world.pass(Duration.ofSeconds(1));
        }
    }

    private List<Progress> told() {
        return world.progress(life.id());
    }

    private Progress last() {
        return told().getLast();
    }
}
