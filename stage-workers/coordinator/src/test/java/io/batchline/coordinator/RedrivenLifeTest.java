package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Claim;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.work.WorkItem;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ended batches that are begun anew.
final class RedrivenLifeTest {
    private final World world = new World();
    private final Life life = Life.in(world, "b1");
    private final FakeWorker worker = life.worker();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void only_what_failed_is_done_again_and_every_stage_after_it() {
        endWithTwoFailed();
        world.send(worker.retry(life.id(), 2));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(life.batch().generation()).isEqualTo(2);
        assertThat(life.batch().counts()).isEqualTo(new Counts(4, 2, 0, 0, 2, 0, 0));
        life.work(Stage.ORGANIZE);
        List<WorkItem> again = inGeneration(2, Stage.PROCESS);
        assertThat(again).extracting(item -> item.run().index()).containsExactly(1, 3);
        assertThat(again).extracting(item -> item.run().attempt()).containsOnly(1);
        assertThat(again).extracting(WorkItem::group).containsExactly("A", null);
        life.work(Stage.PROCESS).finishAnew();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(life.batch().counts()).isEqualTo(new Counts(4, 0, 0, 0, 4, 0, 0));
        assertThat(world.runs(Stage.LOAD).getLast().key().generation()).isEqualTo(2);
    }

    @Test
    void a_redrive_is_narrowed_by_item_or_by_cause() {
        endWithTwoFailed();
        world.send(retry(List.of(JobId.of(life.id(), 3)), null));
        life.work(Stage.ORGANIZE).work(Stage.PROCESS).finishAnew();
        assertThat(life.batch().counts()).isEqualTo(new Counts(4, 0, 0, 0, 3, 1, 0));
        world.pass(Duration.ofSeconds(1));
        world.send(retry(List.of(), "no_markers"));
        life.work(Stage.ORGANIZE).work(Stage.PROCESS).finishAnew();
        assertThat(life.batch().counts()).isEqualTo(new Counts(4, 0, 0, 0, 4, 0, 0));
        assertThat(life.batch().generation()).isEqualTo(3);
    }

    @Test
    void a_cause_that_nothing_failed_for_does_only_the_stages_after_the_items_again() {
        endWithTwoFailed();
        world.send(retry(List.of(), "never_heard_of"));
        assertThat(inGeneration(2, Stage.PROCESS)).isEmpty();
        life.finishAnew();
        assertThat(life.batch().counts()).isEqualTo(new Counts(4, 0, 0, 0, 2, 2, 0));
        assertThat(life.batch().generation()).isEqualTo(2);
    }

    @Test
    void a_repeated_command_begins_nothing_a_second_time() {
        endWithTwoFailed();
        BatchCommand once = worker.retry(life.id(), 2);
        world.send(once);
        for (WorkItem item : inGeneration(2, Stage.ORGANIZE)) {
            world.send(worker.failed(item.run(), FailureKind.PERMANENT));
        }
        for (WorkItem item : inGeneration(2, Stage.PROCESS)) {
            world.send(worker.failed(item.run(), FailureKind.PERMANENT));
        }
        life.finishAnew();
        assertThat(life.batch().counts().failed()).isEqualTo(2);
        world.send(once);
        assertThat(life.batch().generation()).isEqualTo(2);
    }

    @Test
    void events_of_the_generation_before_change_nothing() {
        endWithTwoFailed();
        ItemRun old = life.run(Stage.PROCESS, 1);
        world.send(worker.retry(life.id(), 2));
        world.send(worker.succeeded(old));
        assertThat(life.batch().counts().succeeded()).isEqualTo(2);
    }

    @Test
    void a_cancelled_batch_goes_on_where_it_stood() {
        world.pass(World.TIMINGS.lease());
        life.begin().extract(5).work(Stage.ORGANIZE);
        life.succeed(Stage.PROCESS, 0);
        world.send(worker.cancel(life.id()));
        world.pass(Duration.ofSeconds(3));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
        world.send(worker.retry(life.id(), 2));
        world.restart();
        life.work(Stage.ORGANIZE).work(Stage.PROCESS).finishAnew();
        assertThat(life.batch().counts()).isEqualTo(new Counts(5, 0, 0, 0, 5, 0, 0));
        assertThat(inGeneration(2, Stage.PROCESS)).hasSize(4);
        assertThat(life.batch().reason()).isNull();
    }

    @Test
    void a_batch_that_failed_in_extract_is_extracted_again() {
        life.begin();
        world.send(worker.failed(life.id(), Stage.EXTRACT, 1, FailureKind.PERMANENT));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.FAILED);
        world.send(worker.retry(life.id(), 2));
        var run = world.runs(Stage.EXTRACT).getLast();
        assertThat(run.key().generation()).isEqualTo(2);
        world.send(worker.found(run, 0));
        world.send(worker.finished(run, 1));
        life.work(Stage.ORGANIZE).work(Stage.PROCESS).finishAnew();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void a_batch_cancelled_before_its_items_had_come_is_extracted_again() {
        life.begin();
        world.send(worker.started(life.id(), Stage.EXTRACT, 1));
        world.send(worker.finished(life.id(), Stage.EXTRACT, 1, 3));
        world.send(worker.found(life.id(), 1, 0));
        world.send(worker.cancel(life.id()));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);

        world.send(worker.retry(life.id(), 2));

        assertThat(life.batch().stage()).isEqualTo(Stage.EXTRACT);
        assertThat(life.batch().counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void a_batch_that_never_had_a_source_can_not_begin_anew() {
        world.send(worker.create(life.id()));
        world.send(worker.cancel(life.id()));
        world.send(worker.retry(life.id(), 2));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLED);
    }

    @Test
    void a_batch_stops_early_when_too_many_fail_and_can_begin_anew() {
        world.pass(World.TIMINGS.lease());
        world.send(worker.create(life.id(), 25));
        world.send(worker.uploaded(life.id()));
        life.extract(8).work(Stage.ORGANIZE);
        life.start(Stage.PROCESS, 7);
        for (int index = 0; index < 3; index++) {
            world.send(worker.failed(life.run(Stage.PROCESS, index), FailureKind.PERMANENT));
        }
        assertThat(life.batch().status()).isEqualTo(BatchStatus.CANCELLING);
        life.succeed(Stage.PROCESS, 7);
        world.pass(Duration.ofSeconds(2));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.FAILED);
        assertThat(life.batch().counts()).isEqualTo(new Counts(8, 0, 0, 0, 1, 3, 4));
        world.send(worker.retry(life.id(), 2));
        life.work(Stage.ORGANIZE).work(Stage.PROCESS).finishAnew();
        assertThat(life.batch().counts().succeeded()).isEqualTo(8);
    }

    @Test
    void what_separators_name_and_who_was_first_is_known_when_items_are_done_again() {
        // given: a separator, and the first item of an identity, after which two others fail
        life.begin().extract(4);
        organized(0, new ItemResult.Separator("S"));
        world.send(worker.failed(life.run(Stage.ORGANIZE, 1), FailureKind.PERMANENT));
        world.send(worker.failed(life.run(Stage.ORGANIZE, 2), FailureKind.PERMANENT));
        organized(3, new ItemResult.Grouped("A", new Claim("sheet 1", "twice")));
        life.succeed(Stage.PROCESS, 3);
        life.finish();
        world.pass(Duration.ofSeconds(1));

        // when
        world.send(worker.retry(life.id(), 2));
        world.restart();
        organized(1, new ItemResult.Ungrouped());
        organized(2, new ItemResult.Grouped("A", new Claim("sheet 1", "twice")));

        // then
        assertThat(inGeneration(2, Stage.PROCESS).stream().map(WorkItem::group))
                .containsExactly("S", "twice");
        life.work(Stage.PROCESS).finishAnew();
        assertThat(life.batch().counts()).isEqualTo(new Counts(4, 0, 0, 0, 4, 0, 0));
    }

    @Test
    void some_items_done_again_are_all_done_after_a_restart() {
        // given 40 that failed, more than are released at once
        int all = 40;
        int left = 10;
        life.begin().extract(all).work(Stage.ORGANIZE);
        for (int index = 0; index < all; index++) {
            world.send(worker.failed(life.run(Stage.PROCESS, index), FailureKind.PERMANENT));
        }
        life.finish();
        world.pass(Duration.ofSeconds(1));

        // when
        List<JobId> some =
                IntStream.range(left, all).mapToObj(index -> JobId.of(life.id(), index)).toList();
        world.send(retry(some, null));
        world.restart();
        life.work(Stage.PROCESS).finishAnew();

        // then
        assertThat(life.batch().counts()).isEqualTo(new Counts(all, 0, 0, 0, all - left, left, 0));
    }

    private void organized(int index, ItemResult result) {
        world.send(worker.succeeded(life.run(Stage.ORGANIZE, index), result));
    }

    /// Four items: 0 and 2 succeed, 1 (of a group) and 3 fail in process.
    private void endWithTwoFailed() {
        life.begin().extract(4);
        for (int index = 0; index < 4; index++) {
            ItemResult found =
                    index == 1 ? new ItemResult.Grouped("A") : new ItemResult.Ungrouped();
            world.send(worker.succeeded(life.run(Stage.ORGANIZE, index), found));
        }
        life.succeed(Stage.PROCESS, 0);
        life.succeed(Stage.PROCESS, 2);
        world.send(worker.failed(life.run(Stage.PROCESS, 1), FailureKind.PERMANENT));
        world.send(worker.failed(life.run(Stage.PROCESS, 3), FailureKind.PERMANENT));
        life.finish();
        assertThat(life.batch().counts()).isEqualTo(new Counts(4, 0, 0, 0, 2, 2, 0));
        world.pass(Duration.ofSeconds(1));
    }

    private BatchCommand retry(List<JobId> items, @Nullable String cause) {
        return new BatchCommand.Retry(
                life.id(), life.batch().generation() + 1, items, cause, "admin", worker.now());
    }

    private List<WorkItem> inGeneration(int generation, Stage stage) {
        return life.released(stage).stream()
                .filter(item -> item.run().key().generation() == generation)
                .toList();
    }
}
