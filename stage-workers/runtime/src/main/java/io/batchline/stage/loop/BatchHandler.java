package io.batchline.stage.loop;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Applies polled records as a whole; may be given the same ones again.
@FunctionalInterface
public interface BatchHandler {
    /// Called by one thread at a time, and may take its time. When it throws, the same records come
    /// again after a pause: a record that can never be applied must be dealt with here.
    void apply(List<ConsumerRecord<byte[], byte[]>> records) throws Exception;
}
