package io.batchline.stage.send;

import io.batchline.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps records that nobody can read, bytes and headers as they came, with where they lay and what
/// is wrong with them.
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int LONGEST_ERROR = 2000;

    private final Outbox outbox;

    public DeadLetters(Outbox outbox) {
        this.outbox = outbox;
    }

    /// Completes when the record is kept; only then may it be passed over.
    public CompletableFuture<Void> keep(ConsumerRecord<byte[], byte[]> record, Exception error) {
        String message = String.valueOf(error.getMessage());
        LOG.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("error", message)
                .log("unreadable record goes to the dead letters");
        var headers =
                new RecordHeaders(record.headers())
                        .add("batchline_error", utf8(shortened(message)))
                        .add("batchline_topic", utf8(record.topic()))
                        .add("batchline_partition", utf8(Integer.toString(record.partition())))
                        .add("batchline_offset", utf8(Long.toString(record.offset())))
                        .add("batchline_attempts", utf8("1"));
        return outbox.send(
                new ProducerRecord<>(
                        Topics.DEAD_LETTERS.name(), 0, record.key(), record.value(), headers));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
