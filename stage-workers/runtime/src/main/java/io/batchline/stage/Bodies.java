package io.batchline.stage;

import io.batchline.contract.topic.UnreadableRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The value of a record where a tombstone makes no sense.
final class Bodies {
    private Bodies() {}

    static byte[] of(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        byte[] value = record.value();
        if (value == null) {
            throw new UnreadableRecordException(
                    "a record without a value", new IllegalArgumentException("null"));
        }
        return value;
    }
}
