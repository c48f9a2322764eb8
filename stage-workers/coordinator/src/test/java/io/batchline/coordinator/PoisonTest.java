package io.batchline.coordinator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PoisonTest {
    private final World world = new World();
    private final Life life = Life.in(world, "b1");
    private final FakeWorker worker = life.worker();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void what_nobody_can_read_becomes_a_dead_letter_and_work_goes_on() {
        List<String> topics =
                List.of(
                        Topics.BATCH_COMMANDS.name(),
                        Topics.STAGE_EVENTS.name(),
                        Topics.ITEMS.name(),
                        Topics.ITEM_EVENTS.name());
        life.begin();
        for (String topic : topics) {
            world.raw(
                    topic,
                    "b1".getBytes(UTF_8),
                    "{not json".getBytes(UTF_8),
                    world.clock.instant());
            world.raw(topic, "b1".getBytes(UTF_8), "{}".getBytes(UTF_8), world.clock.instant());
            world.raw(topic, "b1".getBytes(UTF_8), null, world.clock.instant());
            world.raw(topic, null, "{}".getBytes(UTF_8), world.clock.instant());
        }
        var dead = world.deadLetters();
        assertThat(dead).hasSize(16);
        assertThat(new String(dead.getFirst().value(), UTF_8)).isEqualTo("{not json");
        assertThat(dead.getFirst().headers().lastHeader("origin")).isNotNull();
        assertThat(dead.getFirst().headers().lastHeader("batchline_error")).isNotNull();
        life.extract(3).work(Stage.ORGANIZE).work(Stage.PROCESS).finish();
        assertThat(life.batch().status()).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void what_cannot_have_happened_becomes_a_dead_letter_and_changes_nothing() {
        life.begin().extract(2);
        ItemRun run = life.run(Stage.ORGANIZE, 0);
        int before = world.recordsWritten();
        world.send(worker.started(new ItemRun(run.key(), run.jobId(), 0, 7, 1)));
        world.send(worker.started(new ItemRun(run.key(), run.jobId(), 1, 1, 1)));
        world.send(worker.succeeded(run, FakeWorker.row()));
        world.send(worker.started(life.id(), Stage.LOAD, 1));
        world.send(worker.finished(new BatchId("unknown"), Stage.EXTRACT, 1, 2));
        world.send(worker.found(new BatchId("unknown"), 1, 0));
        assertThat(world.deadLetters()).hasSize(6);
        assertThat(world.recordsWritten()).isEqualTo(before + 6);
        world.send(worker.succeeded(run, new ItemResult.Ungrouped()));
        assertThat(world.deadLetters()).hasSize(6);
    }

    @Test
    void a_record_under_another_batchs_key_becomes_a_dead_letter() {
        life.begin();
        world.send(Topics.BATCH_COMMANDS, new BatchId("other"), worker.cancel(life.id()));
        assertThat(world.deadLetters()).hasSize(1);
        assertThat(life.batch().status()).isEqualTo(BatchStatus.PROCESSING);
    }

    @Test
    void what_comes_after_the_end_is_ignored() {
        life.whole(2);
        int before = world.recordsWritten();
        world.send(worker.create(life.id()));
        world.send(worker.uploaded(life.id()));
        world.send(worker.found(life.id(), 1, 0));
        world.send(worker.finished(life.id(), Stage.CLEANUP, 1, 1));
        world.send(worker.succeeded(life.run(Stage.PROCESS, 0)));
        world.send(worker.heartbeat(life.run(Stage.PROCESS, 0)));
        assertThat(world.recordsWritten()).isEqualTo(before);
    }

    @Test
    void a_large_dead_letter_is_cut_so_that_it_fits() {
        byte[] large = new byte[1_040_000];
        world.raw(Topics.ITEMS.name(), "b1".getBytes(UTF_8), large, world.clock.instant());
        var dead = world.deadLetters().getFirst();
        assertThat(dead.value()).hasSize(1_000_000);
        assertThat(new String(dead.headers().lastHeader("batchline_cut_from").value(), UTF_8))
                .isEqualTo("1040000");
    }
}
