package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.item.Decisions;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.work.WorkItem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Completed batches of which a person decides on doubtful items.
final class ReviewedLifeTest {
    private static final Counts ALL_SUCCEEDED = new Counts(4, 0, 0, 0, 4, 0, 0);

    private final World world = new World();
    private final Life life = Life.in(world, "b1");
    private final FakeWorker worker = life.worker();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void what_was_decided_on_is_read_again_with_the_decision_and_the_outputs_stay() {
        completeWithTwoDoubtful();
        var outputs = life.batch().row(Stage.CSV).outputs();

        world.send(worker.review(life.id(), 2, false, 1));

        List<WorkItem> again = again();
        assertThat(again).extracting(item -> item.run().index()).containsExactly(1);
        assertThat(again).extracting(WorkItem::group).containsExactly("A");
        assertThat(again)
                .extracting(WorkItem::decisions)
                .containsExactly(new Decisions(Map.of("q1", "A")));
        assertThat(life.batch().counts().succeeded()).isEqualTo(3);
        world.send(worker.succeeded(again.getFirst().run(), FakeWorker.doubtfulRow()));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(life.batch().counts()).isEqualTo(ALL_SUCCEEDED);
        assertThat(life.batch().row(Stage.CSV).state()).isEqualTo(StageState.FINISHED);
        assertThat(life.batch().row(Stage.CSV).outputs()).isEqualTo(outputs);
        assertThat(world.runs(Stage.COLLECT)).hasSize(1);
    }

    @Test
    void on_request_every_stage_after_the_items_runs_again() {
        completeWithTwoDoubtful();

        world.send(worker.review(life.id(), 2, true, 3));
        life.work(Stage.PROCESS);

        assertThat(world.runs(Stage.COLLECT).getLast().itemsRedriven()).isEqualTo(1);
        life.finishAnew();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(world.runs(Stage.LOAD).getLast().key().generation()).isEqualTo(2);
        assertThat(life.batch().counts()).isEqualTo(ALL_SUCCEEDED);
    }

    @Test
    void the_hash_of_all_items_is_the_same_before_and_after() {
        completeWithTwoDoubtful();
        var before = Objects.requireNonNull(life.batch().itemsHash());

        world.send(worker.review(life.id(), 2, false, 1, 3));
        life.work(Stage.PROCESS);

        assertThat(life.batch().itemsHash()).isEqualTo(before);
    }

    @Test
    void a_row_without_doubt_is_not_read_again() {
        completeWithTwoDoubtful();

        world.send(worker.review(life.id(), 2, false, 0, 2));

        assertThat(again()).isEmpty();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(life.batch().generation()).isEqualTo(2);
    }

    @Test
    void a_decision_is_kept_when_the_item_fails_and_is_done_again() {
        completeWithTwoDoubtful();
        world.send(worker.review(life.id(), 2, false, 1));
        world.send(worker.failed(life.run(Stage.PROCESS, 1), FailureKind.PERMANENT));
        assertThat(life.batch().counts().failed()).isEqualTo(1);

        world.send(worker.retry(life.id(), 3));

        assertThat(life.released(Stage.PROCESS).getLast().decisions())
                .isEqualTo(new Decisions(Map.of("q1", "A")));
        life.work(Stage.PROCESS).finishAnew();
        assertThat(life.batch().counts()).isEqualTo(ALL_SUCCEEDED);
    }

    @Test
    void a_restart_in_the_middle_passes_over_no_item() {
        completeWithTwoDoubtful();
        world.send(worker.review(life.id(), 2, true, 1, 3));

        world.restart();

        life.work(Stage.PROCESS).finishAnew();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(life.batch().counts()).isEqualTo(ALL_SUCCEEDED);
    }

    @Test
    void a_repeated_command_and_one_for_a_batch_that_goes_on_change_nothing() {
        completeWithTwoDoubtful();
        var once = worker.review(life.id(), 2, false, 1);
        world.send(once);
        world.send(worker.review(life.id(), 3, false, 3));
        life.work(Stage.PROCESS);
        world.send(once);

        assertThat(life.batch().generation()).isEqualTo(2);
        assertThat(again()).hasSize(1);
    }

    @Test
    void while_items_are_read_again_nothing_is_cancelled() {
        completeWithTwoDoubtful();
        world.send(worker.review(life.id(), 2, false, 1));

        world.send(worker.cancel(life.id()));
        life.work(Stage.PROCESS);

        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(life.batch().counts()).isEqualTo(ALL_SUCCEEDED);
    }

    /// Four items; 1 (of a group) and 3 have doubtful rows.
    private void completeWithTwoDoubtful() {
        life.begin().extract(4);
        for (int index = 0; index < 4; index++) {
            ItemResult found =
                    index == 1 ? new ItemResult.Grouped("A") : new ItemResult.Ungrouped();
            world.send(worker.succeeded(life.run(Stage.ORGANIZE, index), found));
        }
        life.succeed(Stage.PROCESS, 0);
        life.succeed(Stage.PROCESS, 2);
        for (int index : List.of(1, 3)) {
            world.send(worker.succeeded(life.run(Stage.PROCESS, index), FakeWorker.doubtfulRow()));
        }
        life.finish();
        assertThat(life.batch().counts()).isEqualTo(ALL_SUCCEEDED);
        world.pass(Duration.ofSeconds(1));
    }

    private List<WorkItem> again() {
        return life.released(Stage.PROCESS).stream()
                .filter(item -> item.run().key().generation() > 1)
                .toList();
    }
}
