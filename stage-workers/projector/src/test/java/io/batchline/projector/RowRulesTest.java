package io.batchline.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.stage.Stage;
import io.batchline.projector.ItemRow.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowRulesTest {
    private static final BatchId BATCH = new BatchId("b");

    private final History item = new History(BATCH, 3);
    private final RowRules rules = new RowRules(Map.of(), new Text());

    @Test
    void a_life_ends_in_the_same_row_in_whatever_order_and_however_often_it_is_told() {
        // given
        var organize = item.run(Stage.ORGANIZE, 1, 1);
        var first = item.run(Stage.PROCESS, 2, 1);
        var second = item.run(Stage.PROCESS, 3, 2);
        List<Object> life =
                List.of(
                        item.found(0),
                        item.started(organize, 1),
                        item.succeeded(organize, new ItemResult.Grouped("g"), 2),
                        item.started(first, 3),
                        item.phase(first, 1, 4),
                        item.failed(first, false, 5),
                        item.started(second, 6),
                        item.phase(second, 2, 7),
                        item.succeeded(second, History.row("x"), 8));
        ItemRow told = fold(rules, life);

        // then
        assertThat(told.state()).isEqualTo(State.SUCCEEDED);
        assertThat(told.group()).isEqualTo("g");
        assertThat(told.name()).isEqualTo("sheet-3.jpg");
        assertThat(told.run()).isEqualTo(3);
        assertThat(told.attempt()).isEqualTo(2);
        assertThat(told.life())
                .isEqualTo(
                        new ItemRow.Life(
                                "worker-1",
                                History.at(6),
                                History.at(8),
                                null,
                                null,
                                "{\"zeta\":\"x\",\"a\":1}",
                                null));
        var random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            var shuffled = new ArrayList<>(life);
            shuffled.addAll(life.subList(0, random.nextInt(life.size())));
            Collections.shuffle(shuffled, random);
            assertThat(fold(rules, shuffled)).isEqualTo(told);
        }
    }

    @Test
    void the_group_is_the_one_that_a_release_tells_whatever_organize_found() {
        var organize = item.run(Stage.ORGANIZE, 1, 1);
        var process = item.run(Stage.PROCESS, 2, 1);
        List<Object> life =
                List.of(
                        item.found(0),
                        item.succeeded(organize, new ItemResult.Grouped("own"), 2),
                        item.startedIn("decided", process, 3),
                        item.succeeded(process, History.row("x"), 4));
        ItemRow told = fold(rules, life);
        assertThat(told.group()).isEqualTo("decided");
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            var shuffled = new ArrayList<>(life);
            shuffled.addAll(life.subList(0, random.nextInt(life.size())));
            Collections.shuffle(shuffled, random);
            assertThat(fold(rules, shuffled)).isEqualTo(told);
        }
    }

    @Test
    void each_state_follows_its_event() {
        var organize = item.run(Stage.ORGANIZE, 1, 1);
        var process = item.run(Stage.PROCESS, 2, 1);
        assertState(State.WAITING, item.found(0));
        assertState(State.RUNNING, item.started(organize, 1));
        assertState(State.RUNNING, item.phase(process, 1, 1));
        assertState(State.WAITING, item.started(organize, 1), item.returned(organize, 2));
        assertState(
                State.WAITING,
                item.started(organize, 1),
                item.succeeded(organize, new ItemResult.Ungrouped(), 2));
        assertState(
                State.SUCCEEDED,
                item.started(organize, 1),
                item.succeeded(organize, new ItemResult.Separator("s"), 2));
        assertState(State.RETRYING, item.failed(process, false, 1));
        assertState(State.FAILED, item.failed(process, true, 1));
    }

    @Test
    void a_large_row_is_named_not_held() {
        var process = item.run(Stage.PROCESS, 2, 1);
        var blob = new BlobKey("batches/b/g1/r2/item-000003.json");
        ItemRow row =
                fold(
                        rules,
                        List.of(
                                item.succeeded(
                                        process, new ItemResult.StoredRow(blob, 9, List.of()), 1)));
        assertThat(row.life().resultBlob()).isEqualTo(blob.value());
        assertThat(row.life().result()).isNull();
    }

    @Test
    void an_older_run_says_nothing() {
        var newer = item.run(Stage.PROCESS, 3, 1);
        var older = item.run(Stage.PROCESS, 2, 1);
        ItemRow before = fold(rules, List.of(item.started(newer, 5)));
        assertThat(rules.happened(before, item.succeeded(older, History.row("late"), 6)))
                .isEqualTo(before);
        assertThat(rules.happened(before, item.failed(older, true, 6))).isEqualTo(before);
    }

    @Test
    void the_end_of_a_run_is_not_undone_by_the_same_run() {
        var process = item.run(Stage.PROCESS, 2, 1);
        ItemRow done = fold(rules, List.of(item.succeeded(process, History.row("x"), 5)));
        assertThat(rules.happened(done, item.failed(process, true, 6))).isEqualTo(done);
        assertThat(rules.happened(done, item.returned(process, 6))).isEqualTo(done);
        assertThat(rules.happened(done, item.phase(process, 3, 6))).isEqualTo(done);
    }

    @Test
    void a_cancelled_item_stays_so_unless_it_had_ended_before() {
        // given
        var cancelled =
                new RowRules(Map.of(BATCH, new EndedBatch(History.at(50), 1, false)), new Text());
        var process = item.run(Stage.PROCESS, 2, 1);

        // then
        ItemRow row = fold(cancelled, List.of(item.found(0), item.started(process, 1)));
        assertThat(row.state()).isEqualTo(State.CANCELLED);
        assertThat(row.life().finishedAt()).isEqualTo(History.at(50));
        assertThat(cancelled.happened(row, item.returned(process, 2)).state())
                .isEqualTo(State.CANCELLED);
        assertThat(cancelled.happened(row, item.succeeded(process, History.row("x"), 3)).state())
                .isEqualTo(State.SUCCEEDED);
        assertThat(cancelled.happened(row, item.failed(process, true, 3)).state())
                .isEqualTo(State.FAILED);
    }

    @Test
    void text_that_the_database_can_not_hold_is_replaced() {
        var process = item.run(Stage.PROCESS, 2, 1);
        ItemRow row = fold(rules, List.of(item.succeeded(process, History.row("a\0b\\u0000"), 1)));
        assertThat(row.life().result()).isEqualTo("{\"zeta\":\"a\uFFFDb\\\\u0000\",\"a\":1}");
    }

    private void assertState(State state, Object... life) {
        assertThat(fold(rules, List.of(life)).state()).isEqualTo(state);
    }

    private static ItemRow fold(RowRules rules, List<Object> life) {
        ItemRow row = null;
        for (Object fact : life) {
            row = next(rules, row, fact);
        }
        if (row == null) {
            throw new AssertionError("nothing happened");
        }
        return row;
    }

    private static ItemRow next(RowRules rules, @Nullable ItemRow row, Object fact) {
        return switch (fact) {
            case ItemFound found -> rules.found(row, found);
            case ItemEvent.OfItem event -> rules.happened(row, event);
            default -> throw new AssertionError("no such fact at " + Instant.EPOCH + ": " + fact);
        };
    }
}
