package io.batchline.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import io.batchline.testkit.TestBroker;
import io.batchline.testkit.TestTopics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TopicReaderIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final KafkaConnection KAFKA = TestBroker.shared().connection();

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private Topic<?, ?> topic = Topics.PROGRESS;

    @BeforeEach
    void create() {
        topic = TestTopics.copyOf(KAFKA, Topics.PROGRESS);
    }

    @Test
    void everything_from_the_beginning_then_what_follows_each_once() throws Exception {
        write(0, 300);
        try (TopicReader reader = start(this::remember)) {
            assertThat(reader.awaitCaughtUp(SOON)).isTrue();
            assertThat(seen).hasSize(300);

            write(300, 400);

            await().atMost(SOON).until(() -> seen.size() == 400);
            assertThat(seen).doesNotHaveDuplicates().containsAll(numbers(0, 400));
            assertThat(reader.health().isBrokerThere(Instant.now())).isTrue();
        }
    }

    @Test
    void empty_topics_are_read_in_at_once() throws Exception {
        try (TopicReader reader = start(this::remember)) {
            assertThat(reader.awaitCaughtUp(SOON)).isTrue();
        }
    }

    @Test
    void a_record_that_its_listener_throws_at_is_passed_over() throws Exception {
        write(0, 10);
        try (TopicReader reader =
                start(each -> {
                    if (text(each).equals("4")) {
                        throw new IllegalStateException("a bug");
                    }
                    remember(each);
                })) {
            assertThat(reader.awaitCaughtUp(SOON)).isTrue();
            assertThat(seen).hasSize(9).doesNotContain("4");
        }
    }

    @Test
    void what_was_not_committed_is_not_read() throws Exception {
        Map<String, Object> properties = ClientProperties.producer(KAFKA, "aborting");
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic.name());
        try (var producer = new KafkaProducer<byte[], byte[]>(properties);
                TopicReader reader = start(this::remember)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(numbered(1)).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(numbered(2)).get();
            producer.commitTransaction();

            await().atMost(SOON).until(() -> seen.contains("2"));
            assertThat(seen).containsExactly("2");
            assertThat(reader.isCaughtUp()).isTrue();
        }
    }

    @Test
    void a_broker_that_is_not_there_is_said_and_close_does_not_hang() {
        var nowhere = KafkaConnection.plain("127.0.0.1:1");
        TopicReader reader =
                TopicReader.start(
                        nowhere,
                        "nowhere",
                        List.of(Topics.WORKERS),
                        this::remember,
                        Clock.systemUTC());

        assertThat(reader.isCaughtUp()).isFalse();
        assertThat(reader.health().isBrokerThere(Instant.now().plus(ReaderHealth.LOST_AFTER)))
                .isFalse();
        reader.close();
        reader.close();
    }

    private TopicReader start(RecordListener listener) {
        return TopicReader.start(KAFKA, "test", List.of(topic), listener, Clock.systemUTC());
    }

    private void remember(ConsumerRecord<byte[], byte[]> each) {
        seen.add(text(each));
    }

    private static String text(ConsumerRecord<byte[], byte[]> each) {
        return new String(each.value(), UTF_8);
    }

    private void write(int from, int to) throws Exception {
        try (var producer =
                new KafkaProducer<byte[], byte[]>(ClientProperties.producer(KAFKA, "test"))) {
            for (int i = from; i < to; i++) {
                producer.send(numbered(i)).get();
            }
        }
    }

    private ProducerRecord<byte[], byte[]> numbered(int number) {
        byte[] text = Integer.toString(number).getBytes(UTF_8);
        return new ProducerRecord<>(topic.name(), number % topic.partitions(), text, text);
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
