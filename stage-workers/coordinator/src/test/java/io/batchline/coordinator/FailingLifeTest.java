package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.coordinator.decide.StageRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FailingLifeTest {
    private final World world = new World();
    private final Life life = Life.in(world, "b1");
    private final FakeWorker worker = life.worker();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_item_that_fails_for_good_is_not_processed() {
        life.begin().extract(3);
        ItemRun first = life.run(Stage.ORGANIZE, 0);
        world.send(worker.started(first));
        world.send(worker.failed(first, FailureKind.PERMANENT));
        life.work(Stage.ORGANIZE);
        assertThat(life.released(Stage.PROCESS)).hasSize(2);
        life.work(Stage.PROCESS).finish();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(life.batch().counts()).isEqualTo(new Counts(3, 0, 0, 0, 2, 1, 0));
        assertThat(world.progress(life.id()).getLast().message())
                .isEqualTo("Completed: 2 of 3 sheets succeeded, 1 failed");
        world.pass(Duration.ofSeconds(1));
        assertThat(world.stored("s|")).hasSize(1);
        assertThat(world.stored("i|")).hasSize(1);
    }

    @Test
    void a_batch_whose_items_all_fail_goes_on_to_collect() {
        life.begin().extract(2);
        for (int index = 0; index < 2; index++) {
            world.send(worker.failed(life.run(Stage.ORGANIZE, index), FailureKind.PERMANENT));
        }
        assertThat(world.runs(Stage.COLLECT)).hasSize(1);
        life.finish();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(life.batch().counts().failed()).isEqualTo(2);
    }

    @Test
    void a_transient_failure_is_tried_again_later_and_costs_an_attempt() {
        life.begin().extract(1);
        ItemRun first = life.run(Stage.ORGANIZE, 0);
        world.send(worker.started(first));
        world.pass(Duration.ofSeconds(1));
        world.send(worker.failed(first, FailureKind.TRANSIENT));
        world.send(worker.failed(first, FailureKind.TRANSIENT));
        assertThat(life.released(Stage.ORGANIZE)).hasSize(1);
        world.pass(Duration.ofMillis(400));
        assertThat(life.released(Stage.ORGANIZE)).hasSize(1);
        assertThat(life.batch().counts().retrying()).isEqualTo(1);
        world.pass(Duration.ofSeconds(1));
        ItemRun second = life.run(Stage.ORGANIZE, 0);
        assertThat(second.run()).isEqualTo(2);
        assertThat(second.attempt()).isEqualTo(2);
    }

    @Test
    void attempts_begin_anew_in_the_next_stage_and_runs_go_on() {
        life.begin().extract(1);
        world.send(worker.failed(life.run(Stage.ORGANIZE, 0), FailureKind.TRANSIENT));
        world.pass(Duration.ofSeconds(2));
        life.succeed(Stage.ORGANIZE, 0);
        ItemRun process = life.run(Stage.PROCESS, 0);
        assertThat(process.run()).isEqualTo(3);
        assertThat(process.attempt()).isEqualTo(1);
    }

    @Test
    void the_last_attempt_that_fails_fails_the_item() {
        life.begin().extract(1);
        for (int attempt = 1; attempt <= FakeWorker.MOST_ATTEMPTS; attempt++) {
            ItemRun run = life.run(Stage.ORGANIZE, 0);
            assertThat(run.attempt()).isEqualTo(attempt);
            world.send(worker.failed(run, FailureKind.TRANSIENT));
            world.pass(Duration.ofSeconds(5));
        }
        assertThat(world.runs(Stage.COLLECT)).hasSize(1);
        assertThat(life.batch().counts().failed()).isEqualTo(1);
    }

    @Test
    void a_permanent_failure_of_extract_fails_the_batch_with_its_reason() {
        life.begin();
        world.send(worker.started(life.id(), Stage.EXTRACT, 1));
        world.send(worker.failed(life.id(), Stage.EXTRACT, 1, FailureKind.PERMANENT));
        var batch = life.batch();
        assertThat(batch.status()).isEqualTo(BatchStatus.FAILED);
        assertThat(batch.row(Stage.EXTRACT).state()).isEqualTo(StageState.FAILED);
        assertThat(Objects.requireNonNull(batch.reason()).cause()).isEqualTo("broken");
        var last = world.progress(life.id()).getLast();
        assertThat(last.stage()).isEqualTo(ProgressStage.FAILED);
        assertThat(last.message()).isEqualTo("it is broken");
        assertThat(last.batchPercentage()).isEqualTo(2);
    }

    @Test
    void a_stage_is_tried_again_for_two_minutes_and_then_fails_the_batch() {
        life.begin();
        Instant begin = world.clock.instant();
        for (int run = 1; run <= StageRules.MOST_ATTEMPTS; run++) {
            assertThat(world.runs(Stage.EXTRACT)).hasSize(run);
            world.send(worker.failed(life.id(), Stage.EXTRACT, run, FailureKind.TRANSIENT));
            world.pass(Duration.ofSeconds(1L << (run - 1)).plusSeconds(1));
        }
        assertThat(world.runs(Stage.EXTRACT)).hasSize(StageRules.MOST_ATTEMPTS);
        assertThat(world.clock.instant()).isAfter(begin.plusSeconds(120));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.FAILED);
    }

    @Test
    void items_of_a_lost_run_of_extract_do_not_count() {
        life.begin();
        world.send(worker.started(life.id(), Stage.EXTRACT, 1));
        world.send(worker.found(life.id(), 1, 0));
        world.send(worker.found(life.id(), 1, 1));
        world.send(worker.failed(life.id(), Stage.EXTRACT, 1, FailureKind.TRANSIENT));
        world.pass(Duration.ofSeconds(2));
        world.send(worker.found(life.id(), 1, 2));
        world.send(worker.finished(life.id(), Stage.EXTRACT, 1, 3));
        world.send(worker.finished(life.id(), Stage.EXTRACT, 2, 2));
        world.send(worker.found(life.id(), 2, 1));
        assertThat(life.released(Stage.ORGANIZE)).isEmpty();
        world.send(worker.found(life.id(), 2, 0));
        assertThat(life.released(Stage.ORGANIZE)).hasSize(2);
        assertThat(world.deadLetters()).isEmpty();
    }

    @Test
    void an_extract_that_contradicts_itself_fails_the_batch() {
        life.begin();
        world.send(worker.found(life.id(), 1, 5));
        world.send(worker.finished(life.id(), Stage.EXTRACT, 1, 3));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.FAILED);
        assertThat(Objects.requireNonNull(life.batch().reason()).message())
                .isEqualTo("extract announced 3 items and sent one of index 5");
    }

    @Test
    void items_that_were_announced_and_never_come_are_extracted_again() {
        life.begin();
        world.send(worker.found(life.id(), 1, 0));
        world.send(worker.finished(life.id(), Stage.EXTRACT, 1, 3));
        world.pass(Duration.ofSeconds(59));
        assertThat(world.runs(Stage.EXTRACT)).hasSize(1);
        world.pass(Duration.ofSeconds(3));
        assertThat(world.runs(Stage.EXTRACT)).hasSize(2);
        life.extract(3);
        assertThat(life.released(Stage.ORGANIZE)).hasSize(3);
    }

    @Test
    void items_that_never_come_fail_the_batch_in_the_end() {
        life.begin();
        for (int run = 1; run <= 3; run++) {
            world.send(worker.finished(life.id(), Stage.EXTRACT, run, 3));
            world.pass(Duration.ofSeconds(63));
        }
        assertThat(life.batch().status()).isEqualTo(BatchStatus.FAILED);
        assertThat(Objects.requireNonNull(life.batch().reason()).message())
                .isEqualTo("extract announced 3 items and only 0 came");
    }

    @Test
    void an_item_that_is_too_large_to_travel_fails_the_batch_with_its_name() {
        life.begin();
        world.send(worker.large(life.id(), 1, 7, 600_000));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.FAILED);
        assertThat(Objects.requireNonNull(life.batch().reason()).message())
                .startsWith("item 7 (scan-7) has 600")
                .endsWith("bytes: an item takes up to 524288");
    }

    @Test
    void more_failed_items_than_the_batch_allows_fail_it() {
        world.send(worker.create(life.id(), 40));
        world.send(worker.uploaded(life.id()));
        life.extract(5);
        world.send(worker.failed(life.run(Stage.ORGANIZE, 0), FailureKind.PERMANENT));
        world.send(worker.failed(life.run(Stage.ORGANIZE, 1), FailureKind.PERMANENT));
        life.work(Stage.ORGANIZE);
        world.send(worker.failed(life.run(Stage.PROCESS, 2), FailureKind.PERMANENT));
        life.work(Stage.PROCESS);
        assertThat(world.runs(Stage.COLLECT)).isEmpty();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.FAILED);
        assertThat(Objects.requireNonNull(life.batch().reason()).message())
                .isEqualTo("3 of 5 items failed, and max_failed_percent is 40");
    }
}
