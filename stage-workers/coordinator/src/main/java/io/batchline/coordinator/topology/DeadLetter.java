package io.batchline.coordinator.topology;

import io.batchline.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// A record that nobody could use: its bytes and headers as they came, and beside them where it lay
/// and what is wrong with it, under the names that all our programs use.
final class DeadLetter {
    private static final int ONLY_PARTITION = 0;
    private static final int LONGEST_ERROR = 2000;

    /// A value of nearly a megabyte has no room for the headers: its end is cut, and said so.
    static final int LARGEST_VALUE = 1_000_000;

    private DeadLetter() {}

    static ProducerRecord<byte[], byte[]> of(
            Record<byte[], byte[]> read, RecordMetadata from, String why) {
        byte @Nullable [] value = read.value();
        Headers headers =
                new RecordHeaders(read.headers())
                        .add("batchline_error", utf8(shortened(why)))
                        .add("batchline_topic", utf8(from.topic()))
                        .add("batchline_partition", utf8(Integer.toString(from.partition())))
                        .add("batchline_offset", utf8(Long.toString(from.offset())))
                        .add("batchline_attempts", utf8("1"));
        boolean large = value != null && value.length > LARGEST_VALUE;
        if (large) {
            headers.add("batchline_cut_from", utf8(Integer.toString(value.length)));
        }
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(),
                ONLY_PARTITION,
                read.timestamp(),
                read.key(),
                large ? Arrays.copyOf(value, LARGEST_VALUE) : value,
                headers);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
