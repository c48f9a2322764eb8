package io.batchline.cli.letters;

import io.batchline.contract.topic.DeadLetter;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.TopicPolicy;
import io.batchline.contract.topic.Topics;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/// Writes letters back, and marks them when the broker has acknowledged the records. A command that
/// breaks off between the two leaves letters that are replayed but not marked.
///
/// Letters may be taken on one thread and finished on another, after it.
public final class Replay implements AutoCloseable {
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final Clock clock;
    private final List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    private final Map<Place, CompletableFuture<Outcome>> taken = new HashMap<>();

    private record Place(String topic, int partition, long offset) {}

    public Replay(KafkaConnection connection, Clock clock) {
        var properties = ClientProperties.producer(connection, "dead-letters-command");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis());
        this.producer = new KafkaProducer<>(properties);
        this.clock = clock;
    }

    /// Sends one letter. A record that several programs could not use has a letter of each: it is
    /// written once.
    public void take(DeadLetter letter) {
        var from = letter.origin();
        var place = new Place(from.topic(), from.partition(), from.offset());
        var first = taken.get(place);
        var outcome = first == null ? sent(letter) : asFirst(letter, first);
        taken.putIfAbsent(place, outcome);
        outcomes.add(outcome);
    }

    private static CompletableFuture<Outcome> asFirst(
            DeadLetter letter, CompletableFuture<Outcome> first) {
        return first.thenApply(outcome ->
                outcome.isWritten()
                        ? new Outcome.Same(letter.position(), outcome.position())
                        : new Outcome.NotSent(
                                letter.position(), "the same record as " + outcome.position()));
    }

    private CompletableFuture<Outcome> sent(DeadLetter letter) {
        var refused = refusal(letter);
        if (refused.isPresent()) {
            return CompletableFuture.completedFuture(
                    new Outcome.NotSent(letter.position(), refused.get()));
        }
        DeadLetter.Position position = letter.position();
        return send(letter.replayed())
                .handle((at, failure) ->
                        failure == null ? sent(position, at) : notSent(position, failure));
    }

    private static Outcome sent(DeadLetter.Position position, RecordMetadata at) {
        return new Outcome.Sent(position, at.topic(), at.partition(), at.offset());
    }

    private static Outcome notSent(DeadLetter.Position position, Throwable failure) {
        return new Outcome.NotSent(position, String.valueOf(failure.getMessage()));
    }

    private CompletableFuture<Outcome> marked(Outcome outcome) {
        if (!outcome.isWritten()) {
            return CompletableFuture.completedFuture(outcome);
        }
        return send(DeadLetter.mark(outcome.position(), clock.instant()))
                .handle((_, failure) ->
                        failure == null
                                ? outcome
                                : new Outcome.Unmarked(
                                        outcome, String.valueOf(failure.getMessage())));
    }

    private CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        var acknowledged = new CompletableFuture<RecordMetadata>();
        try {
            var _ =
                    producer.send(
                            record,
                            (at, failure) -> {
                                if (failure == null) {
                                    acknowledged.complete(at);
                                } else {
                                    acknowledged.completeExceptionally(failure);
                                }
                            });
        } catch (KafkaException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    private Optional<String> refusal(DeadLetter letter) {
        var from = letter.origin();
        if (letter.cutFrom().isPresent()) {
            return Optional.of(
                    "only the first %d of its %d bytes are kept"
                            .formatted(DeadLetter.LARGEST_VALUE, letter.cutFrom().getAsInt()));
        }
        for (Topic<?, ?> topic : Topics.all()) {
            if (topic.name().equals(from.topic())) {
                return refusal(topic, from.partition());
            }
        }
        return Optional.of("topic %s is not one of Batchline's".formatted(from.topic()));
    }

    private Optional<String> refusal(Topic<?, ?> topic, int partition) {
        return switch (topic.policy()) {
            case TopicPolicy.Compact _, TopicPolicy.CompactWithHistory _ ->
                    Optional.of(
                            "%s keeps the newest value of each key, and an old one would take its place"
                                    .formatted(topic.name()));
            case TopicPolicy.DeleteAfter _ -> noSuchPartition(topic, partition);
        };
    }

    private Optional<String> noSuchPartition(Topic<?, ?> topic, int partition) {
        try {
            int partitions = producer.partitionsFor(topic.name()).size();
            return partition >= 0 && partition < partitions
                    ? Optional.empty()
                    : Optional.of(
                            "%s has %d partitions, no number %d"
                                    .formatted(topic.name(), partitions, partition));
        } catch (KafkaException e) {
            return Optional.of(
                    "%s can't be asked about: %s".formatted(topic.name(), e.getMessage()));
        }
    }

    /// Waits until the broker has acknowledged what was taken, and marks it. The marks are sent
    /// from here: a send may block, which on the producer's own thread it would do for ever.
    ///
    /// @param missing those that were asked for and are not there
    public ReplayReport finish(Collection<DeadLetter.Position> missing) {
        producer.flush();
        List<CompletableFuture<Outcome>> marks =
                outcomes.stream().map(CompletableFuture::join).map(this::marked).toList();
        producer.flush();
        return ReplayReport.of(
                Stream.concat(
                                marks.stream().map(CompletableFuture::join),
                                missing.stream()
                                        .map(position ->
                                                new Outcome.NotSent(
                                                        position, "there is no such letter")))
                        .toList());
    }

    @Override
    public void close() {
        producer.close(LONGEST_BLOCK);
    }
}
