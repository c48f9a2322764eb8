package io.batchline.coordinator.live;

import org.apache.kafka.clients.producer.ProducerRecord;

/// Where records leave, in the transaction of what is stored. Nobody sees them before its commit.
@FunctionalInterface
public interface Outbox {
    void send(ProducerRecord<byte[], byte[]> written, Hurry hurry);

    /// How soon a record must be seen.
    enum Hurry {
        /// Somebody waits for it.
        AT_ONCE,
        /// It may wait for what comes in the next moments: one commit for all.
        WITH_OTHERS
    }
}
