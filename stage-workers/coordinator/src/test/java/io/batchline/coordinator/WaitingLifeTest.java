package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        assertThat(last().waitingReason())
                .isEqualTo("waiting for a slot (0 other batches in this stage)");
        life.start(Stage.ORGANIZE, 0);
        world.pass(Duration.ofMillis(200));
        assertThat(last().waitingReason()).isNull();
        assertThat(last().itemsRunning()).isEqualTo(1);
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
