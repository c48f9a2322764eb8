package io.batchline.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.coordinator.decide.DeletionRule;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Batches that are deleted.
final class DeletedLifeTest {
    private final World world = new World();
    private final Life life = Life.in(world, "b1");
    private final FakeWorker worker = life.worker();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_finished_batch_leaves_no_value_on_any_compacted_topic() {
        // given
        life.whole(4);
        assertThat(world.keysHeld(Topics.BATCHES)).containsExactly("b1");
        assertThat(world.keysHeld(Topics.PROGRESS)).isNotEmpty();

        // when
        world.send(delete());

        // then
        assertThat(world.keysHeld(Topics.BATCHES)).isEmpty();
        assertThat(world.keysHeld(Topics.PROGRESS)).isEmpty();
    }

    @Test
    void what_its_workers_told_of_themselves_goes_too_after_a_restart_as_well() {
        // given
        life.whole(2);
        world.restart();

        // when
        world.send(delete());

        // then
        assertThat(world.keysDeleted(Topics.PROGRESS))
                .contains("b1|organizing_qr|w1", "b1|processing_sheets|w1", "b1|completed");
    }

    @Test
    void nothing_brings_it_back_and_nothing_is_a_dead_letter() {
        // given
        life.begin().extract(3).work(Stage.ORGANIZE);
        ItemRun late = life.run(Stage.PROCESS, 2);
        for (int index = 0; index < 3; index++) {
            life.start(Stage.PROCESS, index);
            world.send(worker.failed(life.run(Stage.PROCESS, index), FailureKind.PERMANENT));
        }
        life.finish();
        world.send(delete());
        int written = world.recordsWritten();

        // when
        world.send(worker.create(life.id()));
        world.send(worker.uploaded(life.id()));
        world.send(worker.retry(life.id(), 2));
        world.send(worker.succeeded(late));
        world.send(worker.found(life.id(), 1, 0));
        world.send(delete());
        world.restart();
        world.send(worker.create(life.id()));
        world.pass(Duration.ofSeconds(30));

        // then
        assertThat(world.recordsWritten()).isEqualTo(written);
        assertThat(world.deadLetters()).isEmpty();
    }

    @Test
    void one_that_goes_on_all_the_same_is_forgotten_as_it_stands() {
        // given
        life.begin().extract(2).work(Stage.ORGANIZE);
        ItemRun running = life.run(Stage.PROCESS, 0);
        world.send(worker.started(running));

        // when
        world.send(delete());
        world.send(worker.succeeded(running));
        world.pass(Duration.ofSeconds(30));

        // then
        assertThat(world.keysHeld(Topics.BATCHES)).isEmpty();
        assertThat(world.keysHeld(Topics.PROGRESS)).isEmpty();
        assertThat(world.deadLetters()).isEmpty();
    }

    @Test
    void the_mark_of_it_goes_when_no_topic_can_speak_of_it_any_more() {
        // given
        life.whole(1);
        world.send(delete());
        assertThat(world.keysStored()).contains("d|b1").noneMatch(key -> key.contains("|b1|"));

        // when
        world.clock.pass(DeletionRule.MARK_KEPT.plusHours(2));
        world.pass(World.TIMINGS.tick());

        // then
        assertThat(world.keysStored()).isEmpty();
    }

    private BatchCommand delete() {
        return new BatchCommand.Delete(life.id(), "admin", world.clock.instant());
    }
}
