package io.batchline.coordinator.live;

import org.apache.kafka.clients.producer.ProducerRecord;

/// Where records leave, in the transaction of what is stored.
@FunctionalInterface
public interface Outbox {
    void send(ProducerRecord<byte[], byte[]> written);
}
