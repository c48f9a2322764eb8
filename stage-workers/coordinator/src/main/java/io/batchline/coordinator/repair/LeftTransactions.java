package io.batchline.coordinator.repair;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/// Decides which open transactions of a partition nobody will ever end: after a hard kill of the
/// broker its transaction coordinator may hold a transaction for ended whose marker never reached
/// one of the partitions. Readers of committed records, and whoever asks for committed offsets,
/// then wait for ever.
///
/// With transaction version 2 (KIP-890) every transaction raises its producer's epoch, so an open
/// one of an older epoch than the coordinator's is over: for sure when the coordinator was asked
/// before the partition.
///
/// @param told what the transaction coordinator says, by producer id
record LeftTransactions(Map<Long, TransactionDescription> told) {
    /// In these the markers may be on their way.
    private static final Set<TransactionState> BEING_ENDED =
            Set.of(
                    TransactionState.PREPARE_COMMIT,
                    TransactionState.PREPARE_ABORT,
                    TransactionState.PREPARE_EPOCH_FENCE,
                    TransactionState.UNKNOWN);

    LeftTransactions {
        told = Map.copyOf(told);
    }

    /// @param onPartition a producer as the partition knows it, asked after the coordinator
    boolean isLeft(ProducerState onPartition) {
        TransactionDescription transaction = told.get(onPartition.producerId());
        return onPartition.currentTransactionStartOffset().isPresent()
                && transaction != null
                && !BEING_ENDED.contains(transaction.state())
                && onPartition.producerEpoch() < transaction.producerEpoch();
    }
}
