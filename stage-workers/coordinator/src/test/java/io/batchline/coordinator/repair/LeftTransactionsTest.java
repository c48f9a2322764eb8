package io.batchline.coordinator.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LeftTransactionsTest {
    private static final long PRODUCER = 2;

    @ParameterizedTest
    @EnumSource(
            value = TransactionState.class,
            names = {"EMPTY", "ONGOING", "COMPLETE_COMMIT", "COMPLETE_ABORT"})
    void an_open_transaction_of_an_older_epoch_is_left(TransactionState state) {
        assertThat(told(state, 48).isLeft(open(PRODUCER, 46))).isTrue();
        assertThat(told(state, 48).isLeft(open(PRODUCER, 47))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = TransactionState.class,
            names = {"PREPARE_COMMIT", "PREPARE_ABORT", "PREPARE_EPOCH_FENCE", "UNKNOWN"})
    void one_whose_markers_may_be_on_their_way_is_not(TransactionState state) {
        assertThat(told(state, 48).isLeft(open(PRODUCER, 46))).isFalse();
    }

    @Test
    void the_present_one_of_its_producer_is_not() {
        assertThat(told(TransactionState.ONGOING, 48).isLeft(open(PRODUCER, 48))).isFalse();
        assertThat(told(TransactionState.EMPTY, 48).isLeft(open(PRODUCER, 49))).isFalse();
    }

    @Test
    void one_of_a_producer_that_is_not_ours_is_not() {
        assertThat(told(TransactionState.EMPTY, 48).isLeft(open(PRODUCER + 1, 1))).isFalse();
    }

    @Test
    void a_producer_without_an_open_transaction_has_left_none() {
        var idle =
                new ProducerState(PRODUCER, 46, 3, 1000, OptionalInt.of(0), OptionalLong.empty());
        assertThat(told(TransactionState.EMPTY, 48).isLeft(idle)).isFalse();
    }

    private static LeftTransactions told(TransactionState state, int epoch) {
        return new LeftTransactions(
                Map.of(
                        PRODUCER,
                        new TransactionDescription(
                                1,
                                state,
                                PRODUCER,
                                epoch,
                                10_000,
                                OptionalLong.empty(),
                                Set.of())));
    }

    private static ProducerState open(long producer, int epoch) {
        return new ProducerState(producer, epoch, 3, 1000, OptionalInt.of(0), OptionalLong.of(280));
    }
}
