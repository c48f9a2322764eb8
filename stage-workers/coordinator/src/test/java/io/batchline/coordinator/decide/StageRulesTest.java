package io.batchline.coordinator.decide;

import static io.batchline.coordinator.decide.States.ID;
import static io.batchline.coordinator.decide.States.NOW;
import static io.batchline.coordinator.decide.States.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.item.RetryDelay;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.stage.StageKey;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.StageLife;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class StageRulesTest {
    @Test
    void a_start_begins_and_a_heartbeat_is_a_sign_of_life() {
        BatchState running = changed(States.in(Stage.CSV), WORKER.started(ID, Stage.CSV, 1));
        assertThat(life(running).status()).isEqualTo(StageLife.Status.RUNNING);
        assertThat(decide(running, WORKER.heartbeat(ID, Stage.CSV, 1)))
                .isEqualTo(new Verdict.Alive<>());
    }

    @Test
    void the_first_end_wins() {
        BatchState done = changed(States.in(Stage.CSV), WORKER.finished(ID, Stage.CSV, 1, 7));
        assertThat(done.batch().row(Stage.CSV).state()).isEqualTo(StageState.FINISHED);
        assertThat(done.batch().output("csv.out")).isPresent();
        assertThat(decide(done, WORKER.finished(ID, Stage.CSV, 1, 9)))
                .isEqualTo(new Verdict.Stale<>());
        assertThat(decide(done, WORKER.failed(ID, Stage.CSV, 1, FailureKind.PERMANENT)))
                .isEqualTo(new Verdict.Stale<>());
    }

    @Test
    void extract_that_finished_only_announces() {
        BatchState done =
                changed(States.in(Stage.EXTRACT), WORKER.finished(ID, Stage.EXTRACT, 1, 7));
        assertThat(done.announced()).isEqualTo(7);
        assertThat(done.batch().row(Stage.EXTRACT).state()).isEqualTo(StageState.RUNNING);
    }

    @Test
    void stages_before_are_stale_and_stages_to_come_impossible() {
        BatchState csv = States.in(Stage.CSV);
        assertThat(decide(csv, WORKER.finished(ID, Stage.COLLECT, 1, 7)))
                .isEqualTo(new Verdict.Stale<>());
        assertThat(decide(csv, WORKER.finished(ID, Stage.LOAD, 1, 7)))
                .isInstanceOf(Verdict.Impossible.class);
        assertThat(decide(csv, WORKER.finished(ID, Stage.CSV, 2, 7)))
                .isInstanceOf(Verdict.Impossible.class);
    }

    @Test
    void how_far_a_run_is_never_goes_back() {
        BatchState far = changed(States.in(Stage.LOAD), advanced(1, 5, 10));
        BatchState lost = StageRules.lost(far, life(far), NOW);
        assertThat(lost.batch().row(Stage.LOAD).run()).isEqualTo(2);
        BatchState again = changed(lost, advanced(2, 1, 10));
        assertThat(again.batch().row(Stage.LOAD).done()).isEqualTo(5);
    }

    @Test
    void a_run_that_counts_otherwise_than_the_one_before_does_not_fall_behind_it() {
        BatchState far = changed(States.in(Stage.LOAD), advanced(1, 9, 10));
        BatchState again = changed(StageRules.lost(far, life(far), NOW), advanced(2, 12, 20));
        assertThat(again.batch().row(Stage.LOAD).done()).isEqualTo(9);
        assertThat(again.batch().row(Stage.LOAD).total()).isEqualTo(10);
        BatchState further = changed(again, advanced(2, 19, 20));
        assertThat(further.batch().row(Stage.LOAD).done()).isEqualTo(19);
    }

    @Test
    void a_transient_failure_waits_and_the_last_one_fails_the_batch() {
        BatchState batch = States.in(Stage.LOAD);
        for (int attempt = 1; attempt < StageRules.MOST_ATTEMPTS; attempt++) {
            batch = changed(batch, WORKER.failed(ID, Stage.LOAD, attempt, FailureKind.TRANSIENT));
            assertThat(life(batch).status()).isEqualTo(StageLife.Status.RETRYING);
            batch = StageRules.lost(batch, life(batch), NOW);
        }
        batch =
                changed(
                        batch,
                        WORKER.failed(
                                ID, Stage.LOAD, StageRules.MOST_ATTEMPTS, FailureKind.TRANSIENT));
        assertThat(batch.status()).isEqualTo(BatchStatus.FAILED);
        assertThat(batch.batch().row(Stage.LOAD).state()).isEqualTo(StageState.FAILED);
    }

    private static StageEvent advanced(int run, long done, long total) {
        return new StageEvent.Advanced(
                new StageKey(ID, 1, Stage.LOAD), run, WORKER.id(), done, total, NOW);
    }

    private static StageLife life(BatchState batch) {
        return Objects.requireNonNull(batch.life());
    }

    private static Verdict<BatchState> decide(BatchState batch, StageEvent event) {
        return StageRules.decide(batch, event, NOW, RetryDelay.DEFAULT, 0);
    }

    private static BatchState changed(BatchState batch, StageEvent event) {
        var verdict = decide(batch, event);
        assertThat(verdict).isInstanceOf(Verdict.Changed.class);
        return ((Verdict.Changed<BatchState>) verdict).next();
    }
}
