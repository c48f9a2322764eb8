package io.batchline.projector;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Keeps records that can't become rows.
@FunctionalInterface
public interface Unreadable {
    /// Called before the rows of the other records are written; the record is then passed.
    void keep(ConsumerRecord<byte[], byte[]> record, Exception error);
}
