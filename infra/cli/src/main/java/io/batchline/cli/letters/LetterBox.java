package io.batchline.cli.letters;

import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import io.batchline.reader.TopicReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// The dead letters of one broker.
public final class LetterBox {
    private static final Topic<byte[], byte[]> LETTERS = Topics.DEAD_LETTERS;
    private static final String NAME = "dead-letters-command";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final KafkaConnection connection;
    private final Clock clock = Clock.systemUTC();

    public LetterBox(KafkaConnection connection) {
        this.connection = connection;
    }

    /// Hands over, in their order, all that lie there at the call; what comes meanwhile is left
    /// out, so that a letter written back that dies at once is not met again. Returns when the last
    /// was taken.
    public void read(Consumer<Found> taker) throws IOException, InterruptedException {
        Map<Integer, Long> ends = ends();
        var failure = new AtomicReference<@Nullable RuntimeException>();
        try (TopicReader reader =
                TopicReader.start(
                        connection,
                        NAME,
                        List.of(LETTERS),
                        each -> hand(each, ends, taker, failure),
                        clock)) {
            while (!reader.awaitCaughtUp(Duration.ofSeconds(1))) {
                if (!reader.health().isBrokerThere(clock.instant())) {
                    throw new IOException(
                            "the broker at %s stopped answering"
                                    .formatted(connection.bootstrapServers()));
                }
            }
        }
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    /// What the taker throws ends the taking, and is the caller's to see: the reader would pass
    /// over that one record.
    private static void hand(
            ConsumerRecord<byte[], byte[]> record,
            Map<Integer, Long> ends,
            Consumer<Found> taker,
            AtomicReference<@Nullable RuntimeException> failure) {
        if (failure.get() == null && record.offset() < ends.getOrDefault(record.partition(), 0L)) {
            try {
                taker.accept(Found.in(record));
            } catch (RuntimeException e) {
                failure.set(e);
            }
        }
    }

    private Map<Integer, Long> ends() throws IOException, InterruptedException {
        Map<String, Object> properties = ClientProperties.admin(connection, NAME);
        properties.put(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        try (Admin admin = Admin.create(properties)) {
            var _ = admin.describeTopics(List.of(LETTERS.name())).allTopicNames().get();
            return admin
                    .listOffsets(latest(), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(
                            Collectors.toMap(
                                    each -> each.getKey().partition(),
                                    each -> each.getValue().offset()));
        } catch (ExecutionException e) {
            throw new IOException(sentence(e.getCause()), e);
        } catch (KafkaException e) {
            throw new IOException(sentence(e), e);
        }
    }

    private static Map<TopicPartition, OffsetSpec> latest() {
        return IntStream.range(0, LETTERS.partitions())
                .mapToObj(number -> new TopicPartition(LETTERS.name(), number))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
    }

    private String sentence(@Nullable Throwable cause) {
        return cause instanceof UnknownTopicOrPartitionException
                ? "the broker at %s has no topic %s: no Batchline has run on it"
                        .formatted(connection.bootstrapServers(), LETTERS.name())
                : "no answer from a broker at %s: %s"
                        .formatted(
                                connection.bootstrapServers(),
                                cause == null ? "no reason given" : cause.getMessage());
    }
}
