package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LeaseTest {
    private static final Duration LEASE = World.TIMINGS.lease();

    private final World world = new World();
    private final Life life = Life.in(world, "b1");
    private final FakeWorker worker = life.worker();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_started_item_without_a_sign_of_life_is_released_again() {
        life.begin().extract(2);
        world.pass(LEASE);
        life.start(Stage.ORGANIZE, 0);
        world.pass(LEASE.minusMillis(400));
        assertThat(life.run(Stage.ORGANIZE, 0).run()).isEqualTo(1);
        world.pass(Duration.ofMillis(600));
        ItemRun again = life.run(Stage.ORGANIZE, 0);
        assertThat(again.run()).isEqualTo(2);
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(life.run(Stage.ORGANIZE, 1).run()).isEqualTo(1);
    }

    @Test
    void a_heartbeat_renews_a_lease() {
        life.begin().extract(1);
        world.pass(LEASE);
        ItemRun run = life.run(Stage.ORGANIZE, 0);
        world.send(worker.started(run));
        for (int beat = 0; beat < 10; beat++) {
            world.pass(Duration.ofSeconds(2));
            world.send(worker.heartbeat(run));
        }
        assertThat(life.released(Stage.ORGANIZE)).hasSize(1);
    }

    @Test
    void what_a_lost_run_gives_is_ignored() {
        life.begin().extract(1);
        world.pass(LEASE);
        ItemRun lost = life.run(Stage.ORGANIZE, 0);
        world.send(worker.started(lost));
        world.pass(LEASE.plusSeconds(1));
        world.send(worker.heartbeat(lost));
        world.send(worker.succeeded(lost));
        assertThat(life.released(Stage.PROCESS)).isEmpty();
        life.succeed(Stage.ORGANIZE, 0);
        assertThat(life.released(Stage.PROCESS)).hasSize(1);
        assertThat(world.deadLetters()).isEmpty();
    }

    @Test
    void a_released_item_that_nobody_starts_has_no_lease() {
        life.begin().extract(1);
        world.pass(Duration.ofMinutes(2));
        assertThat(life.released(Stage.ORGANIZE)).hasSize(1);
    }

    @Test
    void an_item_that_is_given_back_is_released_again_at_once() {
        life.begin().extract(1);
        ItemRun run = life.run(Stage.ORGANIZE, 0);
        world.send(worker.started(run));
        world.send(worker.returned(run));
        world.send(worker.returned(run));
        ItemRun again = life.run(Stage.ORGANIZE, 0);
        assertThat(again.run()).isEqualTo(2);
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(life.released(Stage.ORGANIZE)).hasSize(2);
    }

    @Test
    void a_lost_run_of_a_stage_is_released_again() {
        life.begin();
        world.pass(LEASE);
        world.send(worker.started(life.id(), Stage.EXTRACT, 1));
        world.pass(LEASE.minusSeconds(1));
        world.send(worker.heartbeat(life.id(), Stage.EXTRACT, 1));
        world.pass(LEASE.minusSeconds(1));
        assertThat(world.runs(Stage.EXTRACT)).hasSize(1);
        world.pass(Duration.ofSeconds(2));
        assertThat(world.runs(Stage.EXTRACT)).hasSize(2);
        assertThat(world.runs(Stage.EXTRACT).getLast().run()).isEqualTo(2);
        life.extract(1);
        assertThat(life.released(Stage.ORGANIZE)).hasSize(1);
    }

    @Test
    void a_restart_forgets_nothing_and_ends_no_lease_for_one_lease() {
        life.begin().extract(3);
        life.succeed(Stage.ORGANIZE, 0);
        world.pass(LEASE);
        life.start(Stage.ORGANIZE, 1);
        world.pass(Duration.ofSeconds(5));
        world.restart();
        world.pass(Duration.ofSeconds(5));
        assertThat(life.run(Stage.ORGANIZE, 1).run()).isEqualTo(1);
        world.pass(Duration.ofSeconds(2));
        assertThat(life.run(Stage.ORGANIZE, 1).run()).isEqualTo(2);
        life.work(Stage.ORGANIZE);
        world.restart();
        life.work(Stage.PROCESS);
        world.restart();
        life.finish();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(life.batch().counts().succeeded()).isEqualTo(3);
        assertThat(world.deadLetters()).isEmpty();
    }

    @Test
    void after_a_restart_old_records_hold_leases_back() {
        life.begin().extract(1);
        ItemRun run = life.run(Stage.ORGANIZE, 0);
        world.send(worker.started(run));
        world.clock.pass(Duration.ofMinutes(1));
        world.restart();
        for (int step = 0; step < 5; step++) {
            world.pass(Duration.ofSeconds(4));
            world.rawOld(worker.heartbeat(run), Duration.ofSeconds(30));
        }
        assertThat(life.released(Stage.ORGANIZE)).hasSize(1);
        world.pass(LEASE.plusSeconds(1));
        assertThat(life.released(Stage.ORGANIZE)).hasSize(2);
    }

    @Test
    void a_retry_keeps_its_time_over_a_restart() {
        life.begin().extract(1);
        world.send(worker.failed(life.run(Stage.ORGANIZE, 0), FailureKind.TRANSIENT));
        world.restart();
        world.pass(Duration.ofMillis(200));
        assertThat(life.released(Stage.ORGANIZE)).hasSize(1);
        world.pass(Duration.ofSeconds(2));
        assertThat(life.run(Stage.ORGANIZE, 0).attempt()).isEqualTo(2);
    }
}
