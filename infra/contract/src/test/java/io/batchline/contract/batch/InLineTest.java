package io.batchline.contract.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InLineTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final int SLOTS = 8;
    private static final InLine MINE = line("mine", Stage.PROCESS, Priority.NORMAL, 100, 10);

    @Test
    void a_batch_alone_has_nobody_ahead() {
        assertThat(MINE.ahead(List.of(MINE), SLOTS)).isZero();
    }

    @Test
    void the_same_and_higher_priorities_of_the_same_stage_go_before() {
        assertThat(
                        MINE.ahead(
                                List.of(
                                        MINE,
                                        line("same", Stage.PROCESS, Priority.NORMAL, 3, 20),
                                        line("high", Stage.PROCESS, Priority.HIGH, 2, 20),
                                        line("low", Stage.PROCESS, Priority.LOW, 7, 0),
                                        line("other", Stage.ORGANIZE, Priority.URGENT, 7, 0)),
                                SLOTS))
                .isEqualTo(5);
    }

    @Test
    void of_a_large_batch_only_as_many_as_are_released_at_a_time() {
        InLine large = line("large", Stage.PROCESS, Priority.NORMAL, 10_000, 0);
        assertThat(MINE.ahead(List.of(large), SLOTS)).isEqualTo(SLOTS);
        assertThat(MINE.ahead(List.of(large), 0)).isOne();
    }

    @Test
    void runs_of_a_stage_go_in_the_order_in_which_the_batches_came_to_it() {
        InLine mine = line("mine", Stage.CSV, Priority.URGENT, 1, 10);
        assertThat(
                        mine.ahead(
                                List.of(
                                        mine,
                                        line("earlier", Stage.CSV, Priority.LOW, 1, 9),
                                        line("later", Stage.CSV, Priority.URGENT, 1, 11)),
                                SLOTS))
                .isOne();
    }

    private static InLine line(String id, Stage stage, Priority priority, int waiting, int second) {
        return new InLine(new BatchId(id), stage, priority, waiting, START.plusSeconds(second));
    }
}
