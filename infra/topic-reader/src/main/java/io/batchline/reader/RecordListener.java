package io.batchline.reader;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Takes what a [TopicReader] reads, on the reader's one thread, in order within a partition.
public interface RecordListener {
    /// Takes one record as it lies in the topic; a null value deletes its key. Each position comes
    /// once, also across broken connections. A record that this throws at is logged with its
    /// position and passed over.
    void onRecord(ConsumerRecord<byte[], byte[]> record);
}
