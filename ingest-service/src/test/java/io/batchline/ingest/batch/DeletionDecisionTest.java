package io.batchline.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DeletionDecisionTest {
    @ParameterizedTest
    @EnumSource(BatchStatus.class)
    void only_what_has_ended_is_deleted(BatchStatus status) {
        assertThat(DeletionDecision.of(status) == DeletionDecision.DELETE)
                .isEqualTo(status.isTerminal());
    }
}
