package io.batchline.cli.letters;

import io.batchline.contract.topic.DeadLetter;
import io.batchline.contract.topic.UnreadableRecordException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What lies among the dead letters.
public sealed interface Found {
    record Letter(DeadLetter letter) implements Found {}

    /// Says that a letter before it was written back.
    record Mark(DeadLetter.Position position, Instant at) implements Found {}

    /// Neither: somebody else's, put there by hand.
    record Stray(ConsumerRecord<byte[], byte[]> record, String why) implements Found {}

    static Found in(ConsumerRecord<byte[], byte[]> record) {
        try {
            var marked = DeadLetter.marked(record);
            return marked.isPresent()
                    ? new Mark(marked.get(), Instant.ofEpochMilli(record.timestamp()))
                    : new Letter(DeadLetter.read(record));
        } catch (UnreadableRecordException | IllegalArgumentException e) {
            return new Stray(record, String.valueOf(e.getMessage()));
        }
    }
}
