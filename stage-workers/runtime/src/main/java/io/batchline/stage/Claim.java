package io.batchline.stage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record that this worker takes up.
///
/// @param task what it asks for; empty when it is only passed, because it is unreadable or its
///   batch is halted
/// @param said completes when what must be said before the offset is committed is acknowledged
/// @param at when that was sent
///
/// @param <T> what kind of task
record Claim<T extends Task>(
        ConsumerRecord<byte[], byte[]> record,
        Optional<T> task,
        CompletableFuture<Void> said,
        Instant at) {

    static <T extends Task> List<ConsumerRecord<byte[], byte[]>> records(List<Claim<T>> claims) {
        return claims.stream().map(Claim<T>::record).toList();
    }
}
