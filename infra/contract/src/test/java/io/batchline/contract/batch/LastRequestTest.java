package io.batchline.contract.batch;

import static io.batchline.contract.batch.BatchStatus.CANCELLED;
import static io.batchline.contract.batch.BatchStatus.CANCELLING;
import static io.batchline.contract.batch.BatchStatus.COMPLETED;
import static io.batchline.contract.batch.BatchStatus.FAILED;
import static io.batchline.contract.batch.BatchStatus.PAUSED;
import static io.batchline.contract.batch.BatchStatus.PENDING;
import static io.batchline.contract.batch.BatchStatus.PROCESSING;
import static io.batchline.contract.batch.BatchStatus.UPLOADING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LastRequestTest {
    @Test
    void a_request_that_is_not_folded_yet_shows() {
        assertThat(shown(UPLOADING, PENDING)).isEqualTo(UPLOADING);
        assertThat(shown(PROCESSING, UPLOADING)).isEqualTo(PROCESSING);
        assertThat(shown(CANCELLING, PROCESSING)).isEqualTo(CANCELLING);
        assertThat(shown(CANCELLING, PAUSED)).isEqualTo(CANCELLING);
    }

    @Test
    void a_batch_just_paused_never_shows_processing() {
        assertThat(shown(PAUSED, PROCESSING)).isEqualTo(PAUSED);
        assertThat(shown(PAUSED, UPLOADING)).isEqualTo(PAUSED);
    }

    @Test
    void a_batch_just_resumed_never_shows_paused() {
        assertThat(shown(PROCESSING, PAUSED)).isEqualTo(PROCESSING);
    }

    @Test
    void what_is_further_in_its_life_than_the_request_goes_before_it() {
        assertThat(shown(PENDING, PROCESSING)).isEqualTo(PROCESSING);
        assertThat(shown(PROCESSING, CANCELLING)).isEqualTo(CANCELLING);
    }

    @Test
    void an_ended_batch_stays_ended_whatever_was_asked_of_its_generation() {
        for (BatchStatus end : new BatchStatus[] {COMPLETED, FAILED, CANCELLED}) {
            for (BatchStatus asked : new BatchStatus[] {PROCESSING, PAUSED, CANCELLING}) {
                assertThat(shown(asked, end)).isEqualTo(end);
            }
        }
    }

    @Test
    void a_batch_just_retried_never_shows_its_former_end() {
        assertThat(new LastRequest(PROCESSING, 2).over(COMPLETED, 1)).isEqualTo(PROCESSING);
        assertThat(new LastRequest(CANCELLING, 3).over(CANCELLED, 2)).isEqualTo(CANCELLING);
        assertThat(new LastRequest(PAUSED, 2).over(FAILED, 1)).isEqualTo(PAUSED);
        assertThat(new LastRequest(PROCESSING, 2).isRedriveAhead(1)).isTrue();
    }

    @Test
    void a_retried_batch_that_ended_again_has_ended() {
        assertThat(new LastRequest(PROCESSING, 2).over(COMPLETED, 2)).isEqualTo(COMPLETED);
        assertThat(new LastRequest(PROCESSING, 2).isRedriveAhead(2)).isFalse();
    }

    @Test
    void a_request_of_a_generation_that_is_over_says_nothing_of_the_next() {
        assertThat(new LastRequest(CANCELLING, 1).over(PROCESSING, 2)).isEqualTo(PROCESSING);
    }

    private static BatchStatus shown(BatchStatus requested, BatchStatus folded) {
        return new LastRequest(requested, 1).over(folded, 1);
    }
}
