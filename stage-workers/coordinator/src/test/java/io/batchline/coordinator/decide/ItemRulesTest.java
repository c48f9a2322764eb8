package io.batchline.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.item.RetryDelay;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ItemRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final BatchId ID = new BatchId("b1");
    private static final WorkerId WORKER = new WorkerId("w1");
    private static final ItemRules RULES = new ItemRules(false, NOW, RetryDelay.DEFAULT);
    private static final ItemRules CANCELLING = new ItemRules(true, NOW, RetryDelay.DEFAULT);
    private static final ItemState RELEASED = ItemState.FOUND.released(Stage.ORGANIZE);
    private static final ItemState RUNNING = RELEASED.in(ItemStatus.RUNNING);

    @Test
    void a_start_begins_and_another_one_is_a_sign_of_life() {
        var started = new ItemEvent.Started(run(Stage.ORGANIZE, 1), WORKER, NOW);
        assertThat(RULES.decide(RELEASED, started)).isEqualTo(new Verdict.Changed<>(RUNNING));
        assertThat(RULES.decide(RUNNING, started)).isEqualTo(new Verdict.Alive<>());
    }

    @Test
    void a_result_counts_even_if_its_start_was_never_seen() {
        assertThat(RULES.decide(RELEASED, succeeded(1, new ItemResult.Grouped("g"))))
                .isEqualTo(new Verdict.Changed<>(RELEASED.inGroup("g").in(ItemStatus.ORGANIZED)));
    }

    @ParameterizedTest
    @EnumSource(
            value = ItemStatus.class,
            names = {"RELEASED", "RUNNING"},
            mode = EnumSource.Mode.EXCLUDE)
    void what_is_not_out_hears_nothing(ItemStatus status) {
        assertThat(RULES.decide(RUNNING.in(status), succeeded(1, new ItemResult.Ungrouped())))
                .isEqualTo(new Verdict.Stale<>());
    }

    @Test
    void older_runs_are_stale_and_newer_ones_impossible() {
        ItemState second = RUNNING.released(Stage.ORGANIZE);
        assertThat(RULES.decide(second, succeeded(1, new ItemResult.Ungrouped())))
                .isEqualTo(new Verdict.Stale<>());
        assertThat(RULES.decide(second, succeeded(3, new ItemResult.Ungrouped())))
                .isInstanceOf(Verdict.Impossible.class);
    }

    @Test
    void a_transient_failure_waits_and_the_last_one_ends() {
        assertThat(RULES.decide(RUNNING, failed(false)))
                .isEqualTo(new Verdict.Changed<>(RUNNING.retrying(due(NOW))));
        assertThat(RULES.decide(RUNNING, failed(true)))
                .isEqualTo(new Verdict.Changed<>(RUNNING.failed("no_markers")));
    }

    @Test
    void a_retry_is_due_by_the_failures_own_time_as_everybody_can_tell() {
        Instant at = NOW.minusMillis(1500);
        assertThat(RULES.decide(RUNNING, failed(false, at)))
                .isEqualTo(new Verdict.Changed<>(RUNNING.retrying(due(at))));
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, -3, 3, 3600})
    void a_worker_whose_clock_is_wrong_changes_no_delay(long seconds) {
        assertThat(RULES.decide(RUNNING, failed(false, NOW.plusSeconds(seconds))))
                .isEqualTo(new Verdict.Changed<>(RUNNING.retrying(due(NOW))));
    }

    @Test
    void while_a_batch_is_cancelled_nothing_begins_again() {
        assertThat(CANCELLING.lost(RUNNING).status()).isEqualTo(ItemStatus.CANCELLED);
        assertThat(CANCELLING.decide(RUNNING, failed(false)))
                .isEqualTo(new Verdict.Changed<>(RUNNING.in(ItemStatus.CANCELLED)));
        assertThat(CANCELLING.decide(RUNNING, succeeded(1, new ItemResult.Ungrouped())))
                .isEqualTo(new Verdict.Changed<>(RUNNING.in(ItemStatus.CANCELLED)));
    }

    @Test
    void a_lost_run_waits_again_and_is_followed_by_another_of_the_same_attempt() {
        ItemState lost = RULES.lost(RUNNING);
        assertThat(lost.status()).isEqualTo(ItemStatus.WAITING);
        assertThat(lost.isBack()).isTrue();
        assertThat(RULES.lost(lost.released(Stage.PROCESS)).status())
                .isEqualTo(ItemStatus.ORGANIZED);
        ItemState again = lost.released(Stage.ORGANIZE);
        assertThat(again.run()).isEqualTo(2);
        assertThat(again.attempt()).isEqualTo(1);
    }

    private static ItemRun run(Stage stage, int run) {
        return new ItemRun(new StageKey(ID, 1, stage), JobId.of(ID, 0), 0, run, 1);
    }

    private static ItemEvent.OfItem succeeded(int run, ItemResult result) {
        return new ItemEvent.Succeeded(
                run(Stage.ORGANIZE, run), WORKER, result, Duration.ofMillis(20), NOW);
    }

    private static Instant due(Instant failedAt) {
        return RetryDelay.DEFAULT.due(JobId.of(ID, 0), 1, 1, failedAt);
    }

    private static ItemEvent.OfItem failed(boolean last) {
        return failed(last, NOW);
    }

    private static ItemEvent.OfItem failed(boolean last, Instant at) {
        return new ItemEvent.Failed(
                run(Stage.ORGANIZE, 1),
                WORKER,
                FailureKind.TRANSIENT,
                "no_markers",
                "no markers",
                last,
                at);
    }
}
