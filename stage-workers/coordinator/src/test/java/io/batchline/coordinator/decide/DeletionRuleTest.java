package io.batchline.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.progress.ProgressKey;
import io.batchline.contract.progress.ProgressStage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeletionRuleTest {
    private static final BatchId BATCH = new BatchId("b1");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final BatchCommand DELETE = new BatchCommand.Delete(BATCH, "admin", NOW);

    @Test
    void a_delete_names_every_key_under_which_anything_was_told() {
        // when
        var rule = DeletionRule.of(DELETE, false, List.of(new WorkerId("w1"), new WorkerId("w2")));

        // then
        assertThat(rule)
                .isInstanceOfSatisfying(
                        DeletionRule.Forget.class,
                        forget -> {
                            assertThat(forget.progress())
                                    .hasSize(ProgressStage.values().length + 4);
                            assertThat(forget.progress())
                                    .contains(
                                            ProgressKey.of(BATCH, ProgressStage.COMPLETED),
                                            new ProgressKey(
                                                    BATCH,
                                                    ProgressStage.PROCESSING,
                                                    new WorkerId("w2")));
                        });
    }

    @Test
    void a_second_delete_and_whatever_else_comes_after_it_change_nothing() {
        assertThat(DeletionRule.of(DELETE, true, List.of())).isEqualTo(new DeletionRule.Gone());
        assertThat(DeletionRule.of(new BatchCommand.Start(BATCH, NOW), true, List.of()))
                .isEqualTo(new DeletionRule.Gone());
    }
}
