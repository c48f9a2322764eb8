package io.batchline.coordinator.topology;

import io.batchline.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// A record that nobody could use: its bytes and headers as they came, and beside them where it lay
/// and what is wrong with it.
final class DeadLetter {
    private static final int ONLY_PARTITION = 0;

    private DeadLetter() {}

    static ProducerRecord<byte[], byte[]> of(
            Record<byte[], byte[]> read, RecordMetadata from, String why) {
        Headers headers =
                new RecordHeaders(read.headers())
                        .add("dead_letter_error", utf8(why))
                        .add("dead_letter_by", utf8("coordinator"))
                        .add("dead_letter_topic", utf8(from.topic()))
                        .add("dead_letter_partition", utf8(Integer.toString(from.partition())))
                        .add("dead_letter_offset", utf8(Long.toString(from.offset())));
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(),
                ONLY_PARTITION,
                read.timestamp(),
                read.key(),
                read.value(),
                headers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
