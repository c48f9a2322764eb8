package io.batchline.stage.send;

import io.batchline.contract.topic.DeadLetter;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps records that nobody can read, bytes and headers as they came, with where they lay and what
/// is wrong with them.
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final Outbox outbox;
    private final Clock clock;

    public DeadLetters(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
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
        return outbox.send(DeadLetter.keeping(record, message, clock.instant()));
    }
}
