package io.batchline.gateway.reader;

import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.reader.RecordListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes one topic's records for whoever takes them. A record that nobody can read is logged with
/// its position and passed over: what viewers see never stops for it.
final class Feed<K, V> implements RecordListener {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final Topic<K, V> topic;
    private final Taker<K, V> taker;

    Feed(Topic<K, V> topic, Taker<K, V> taker) {
        this.topic = topic;
        this.taker = taker;
    }

    /// Takes a decoded record.
    interface Taker<K, V> {
        /// @param value null where the record deletes the key
        void take(long position, K key, @Nullable V value);
    }

    @Override
    public void onRecord(ConsumerRecord<byte[], byte[]> record) {
        try {
            K key = topic.keys().decode(record.key());
            V value = record.value() == null ? null : topic.values().decode(record.value());
            taker.take(record.offset(), key, value);
        } catch (UnreadableRecordException e) {
            passOver(record, e);
        }
    }

    static void passOver(ConsumerRecord<byte[], byte[]> record, UnreadableRecordException e) {
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", e.getMessage())
                .log("unreadable record passed over");
    }
}
