package io.batchline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryRequestTest {
    private static final BatchId BATCH = new BatchId("b1");

    @Test
    void every_item_of_the_batch_is_known_by_its_id() {
        assertThat(RetryRequest.isItem(BATCH, 3, JobId.of(BATCH, 0).value())).isTrue();
        assertThat(RetryRequest.isItem(BATCH, 3, JobId.of(BATCH, 2).value())).isTrue();
        assertThat(RetryRequest.isItem(BATCH, 2_000_000, JobId.of(BATCH, 1_234_567).value()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b1.000003",
                "b2.000000",
                "b1.0",
                "b1.0000001",
                "b1.-00001",
                "b1.999999999",
                "b1.9999999999",
                "b1.000000\n",
                "xb1.000000",
                "b1",
                "",
                "../etc/passwd"
            })
    void what_is_no_item_of_the_batch_is_not_taken_for_one(String id) {
        assertThat(RetryRequest.isItem(BATCH, 3, id)).isFalse();
    }
}
