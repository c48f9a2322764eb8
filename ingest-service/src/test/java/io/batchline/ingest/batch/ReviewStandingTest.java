package io.batchline.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.stage.Stage;
import io.batchline.ingest.batch.ReviewRows.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When decisions are taken, and whether it is worth asking again soon.
class ReviewStandingTest {
    @Test
    void decisions_are_taken_of_a_completed_batch() {
        assertThat(standing(1, "completed", Stage.CLEANUP).whyNot()).isEmpty();
    }

    @Test
    void it_is_worth_asking_again_where_the_end_is_near_or_is_only_not_known_here() {
        assertThat(isSoon(standing(1, "processing", Stage.CLEANUP))).isTrue();
        assertThat(isSoon(standing(2, "processing", Stage.PROCESS))).isTrue();
        assertThat(isSoon(standing(0, null, null))).isTrue();
        assertThat(
                        isSoon(
                                new Standing(
                                        1,
                                        "completed",
                                        Stage.CLEANUP.wireId(),
                                        "processing",
                                        2,
                                        false)))
                .isTrue();
    }

    @Test
    void it_is_not_while_the_work_goes_on_or_has_ended_otherwise() {
        assertThat(isSoon(standing(1, "processing", Stage.PROCESS))).isFalse();
        assertThat(isSoon(standing(1, "paused", Stage.PROCESS))).isFalse();
        assertThat(isSoon(standing(1, "failed", Stage.CSV))).isFalse();
        assertThat(isSoon(standing(1, "cancelled", Stage.PROCESS))).isFalse();
    }

    private static boolean isSoon(Standing standing) {
        return standing.whyNot().orElseThrow().soon();
    }

    private static Standing standing(
            int generation, @Nullable String status, @Nullable Stage stage) {
        return new Standing(
                generation,
                status,
                stage == null ? null : stage.wireId(),
                "processing",
                generation,
                false);
    }
}
