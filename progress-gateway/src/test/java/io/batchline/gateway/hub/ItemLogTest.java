package io.batchline.gateway.hub;

import static io.batchline.gateway.hub.Events.BATCH;
import static io.batchline.gateway.hub.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.JobId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemEvent.OfItem;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ItemLogTest {
    private static final WorkerId WORKER = new WorkerId("w1");
    private static final long ALL = Long.MAX_VALUE;

    private final ItemLog log = new ItemLog(9);

    @Test
    void who_is_behind_gets_each_item_once_as_it_is_now() {
        log.take(10, started(0, 1));
        log.take(11, started(1, 1));
        log.take(12, phase(0, 1));
        log.take(13, phase(0, 1));

        assertThat(positions(log.between(9, ALL))).containsExactly(11L, 13L);
        assertThat(positions(log.between(11, ALL))).containsExactly(13L);
        assertThat(log.between(13, ALL)).isEmpty();
        assertThat(log.newest()).isEqualTo(13);
    }

    @Test
    void nobody_gets_what_the_others_have_not_got_yet() {
        log.take(10, started(0, 1));
        log.take(11, started(1, 1));

        assertThat(positions(log.between(9, 10))).containsExactly(10L);
    }

    @Test
    void what_an_older_run_says_changes_nothing() {
        log.take(10, started(0, 2));

        assertThat(log.take(11, phase(0, 1))).isFalse();
        assertThat(log.take(12, phase(0, 2))).isTrue();
        assertThat(positions(log.between(9, ALL))).containsExactly(12L);
    }

    @Test
    void what_came_before_someone_followed_is_not_held() {
        assertThat(log.hasLostWhatFollows(8)).isTrue();
        assertThat(log.hasLostWhatFollows(9)).isFalse();
    }

    @Test
    void before_the_first_record_nobody_knows_what_was_missed() {
        var fresh = new ItemLog(-1);

        assertThat(fresh.hasLostWhatFollows(100)).isTrue();
        fresh.passed(50);
        assertThat(fresh.hasLostWhatFollows(48)).isTrue();
        assertThat(fresh.hasLostWhatFollows(49)).isFalse();
    }

    @Test
    void of_very_many_items_those_that_changed_first_go() {
        for (int i = 0; i <= ItemLog.MOST; i++) {
            log.take(10 + i, started(i, 1));
        }

        assertThat(log.between(9, ALL)).hasSize(ItemLog.MOST);
        assertThat(log.hasLostWhatFollows(9)).isTrue();
        assertThat(log.hasLostWhatFollows(10)).isFalse();
    }

    @Test
    void an_item_is_in_the_state_that_the_list_shows() {
        assertThat(state(started(0, 1))).isEqualTo("running");
        assertThat(state(phase(0, 1))).isEqualTo("running");
        assertThat(state(new ItemEvent.Returned(run(0, 1), WORKER, NOON))).isEqualTo("waiting");
        assertThat(state(failed(false))).isEqualTo("retrying");
        assertThat(state(failed(true))).isEqualTo("failed");
        assertThat(
                        state(
                                new ItemEvent.Succeeded(
                                        run(0, 1),
                                        WORKER,
                                        new ItemResult.Ungrouped(),
                                        Duration.ZERO,
                                        NOON)))
                .isEqualTo("succeeded");
    }

    private static String state(OfItem event) {
        return new ItemState(1, event).state();
    }

    private static OfItem failed(boolean last) {
        return new ItemEvent.Failed(
                run(0, 1), WORKER, FailureKind.TRANSIENT, "timeout", "took too long", last, NOON);
    }

    private static OfItem started(int index, int run) {
        return new ItemEvent.Started(run(index, run), WORKER, NOON);
    }

    private static OfItem phase(int index, int run) {
        return new ItemEvent.Phase(run(index, run), WORKER, 1, 4, "phase", NOON);
    }

    private static ItemRun run(int index, int run) {
        return new ItemRun(
                new StageKey(BATCH, 1, Stage.PROCESS), JobId.of(BATCH, index), index, run, 1);
    }

    private static List<Long> positions(List<ItemState> items) {
        return items.stream().map(ItemState::position).toList();
    }
}
