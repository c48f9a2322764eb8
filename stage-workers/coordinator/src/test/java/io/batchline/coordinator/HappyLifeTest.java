package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HappyLifeTest {
    private final World world = new World();
    private final Life life = Life.in(world, "b1");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_batch_goes_through_all_seven_stages() {
        life.whole(20);
        var batch = life.batch();
        assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(batch.counts().succeeded()).isEqualTo(20);
        assertThat(batch.stages()).allMatch(row -> row.state() == StageState.FINISHED);
        assertThat(batch.times().completedAt()).isNotNull();
        for (Stage stage : Life.AFTER_ITEMS) {
            assertThat(world.runs(stage)).hasSize(1);
        }
        assertThat(world.runs(Stage.CSV).getFirst().input("collect.out")).isPresent();
        assertThat(world.work(Stage.ORGANIZE)).hasSize(20);
        assertThat(world.work(Stage.PROCESS)).hasSize(20);
        assertThat(world.deadLetters()).isEmpty();
    }

    @Test
    void the_end_says_a_hundred_percent() {
        life.whole(20);
        var last = world.progress(life.id()).getLast();
        assertThat(last.stage()).isEqualTo(ProgressStage.COMPLETED);
        assertThat(last.progressPercentage()).isEqualTo(100);
        assertThat(last.batchPercentage()).isEqualTo(100);
        assertThat(last.message()).isEqualTo("Completed: all 20 sheets succeeded");
    }

    @Test
    void a_batch_that_waited_long_for_its_source_goes_its_way() {
        world.send(life.worker().create(life.id()));
        world.pass(Duration.ofMinutes(5));
        world.send(life.worker().uploaded(life.id()));
        life.extract(20).work(Stage.ORGANIZE).work(Stage.PROCESS).finish();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void a_finished_batch_leaves_nothing_but_itself() {
        life.whole(20);
        world.pass(Duration.ofSeconds(1));
        for (String kind : List.of("s|", "i|", "o|", "w|", "l|")) {
            assertThat(world.stored(kind)).isEmpty();
        }
        assertThat(world.stored("f|")).hasSize(1);
    }

    @Test
    void items_after_the_end_of_extract_count_as_those_before() {
        var worker = life.worker();
        life.begin();
        world.send(worker.started(life.id(), Stage.EXTRACT, 1));
        world.send(worker.found(life.id(), 1, 0));
        world.send(worker.finished(life.id(), Stage.EXTRACT, 1, 3));
        world.send(worker.found(life.id(), 1, 2));
        world.send(worker.found(life.id(), 1, 0));
        assertThat(world.work(Stage.ORGANIZE)).isEmpty();
        world.send(worker.found(life.id(), 1, 1));
        assertThat(world.work(Stage.ORGANIZE)).hasSize(3);
        assertThat(life.batch().counts().waiting()).isEqualTo(3);
    }

    @Test
    void a_headline_starts_at_nothing_ends_at_all_and_tells_each_whole_percent() {
        life.whole(20);
        for (ProgressStage stage : List.of(ProgressStage.ORGANIZING, ProgressStage.PROCESSING)) {
            var told = world.progress(life.id()).stream().filter(p -> p.stage() == stage).toList();
            assertThat(told.getFirst().progressPercentage()).isZero();
            assertThat(told.getFirst().message()).isEqualTo("Progress: 0/20 sheets");
            assertThat(told.getLast().progressPercentage()).isEqualTo(100);
            assertThat(told.getLast().message()).isEqualTo("Progress: 20/20 sheets");
            assertThat(told.stream().map(p -> p.message())).hasSize(21).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_batch_without_items_hangs_nowhere() {
        life.begin().extract(0);
        assertThat(world.runs(Stage.COLLECT)).hasSize(1);
        life.finish();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void a_batch_with_a_manual_start_waits_for_it() {
        world.send(life.worker().createManual(life.id()));
        world.send(life.worker().uploaded(life.id()));
        world.pass(Duration.ofSeconds(1));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.PENDING);
        assertThat(life.batch().source()).isNotNull();
        assertThat(world.runs(Stage.EXTRACT)).isEmpty();
        world.send(life.worker().start(life.id()));
        world.send(life.worker().start(life.id()));
        assertThat(life.batch().status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(world.runs(Stage.EXTRACT)).hasSize(1);
    }

    @Test
    void commands_that_overtake_the_creation_are_kept_for_it() {
        world.send(life.worker().uploaded(life.id()));
        assertThat(world.recordsWritten()).isZero();
        world.send(life.worker().create(life.id()));
        assertThat(world.runs(Stage.EXTRACT)).hasSize(1);
        assertThat(world.deadLetters()).isEmpty();
        assertThat(world.stored("e|")).isEmpty();
    }
}
