package io.batchline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.shell.ExitCode;
import io.batchline.contract.topic.DeadLetter;
import io.batchline.contract.topic.Json;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.coordinator.Coordinator;
import io.batchline.coordinator.CoordinatorConfig;
import io.batchline.kafka.KafkaConnection;
import io.batchline.stage.send.DeadLetters;
import io.batchline.stage.send.Outbox;
import io.batchline.testkit.RecordCollector;
import io.batchline.testkit.TestBroker;
import io.batchline.testkit.TestTopics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DeadLettersIT {
    private static final KafkaConnection KAFKA = TestBroker.shared().connection();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final byte[] KEY = "b1".getBytes(UTF_8);
    private static final byte[] POISON = {'{', (byte) 0xff, 0, '\n'};
    private static final List<Header> HEADERS =
            List.of(
                    new RecordHeader("ce_id", "1".getBytes(UTF_8)),
                    new RecordHeader("twice", new byte[] {(byte) 0x80}),
                    new RecordHeader("twice", null));

    private final CommandRun command =
            new CommandRun(Map.of("BATCHLINE_KAFKA", KAFKA.bootstrapServers()));

    @BeforeAll
    static void create() {
        TestTopics.ensureAll(KAFKA);
    }

    @Test
    void what_the_coordinator_could_not_read_is_listed_and_goes_back_byte_for_byte(
            @TempDir Path state) throws Exception {
        Topic<?, ?> topic = Topics.ITEM_EVENTS;
        send(topic, 3);

        try (var _ = Coordinator.start(CoordinatorConfig.of(KAFKA, state, "letters"))) {
            // when
            JsonNode letter = letters(topic, 1).getFirst();
            String position = letter.path("position").asText();

            assertThat(letter.path("partition").asInt()).isEqualTo(3);
            assertThat(letter.path("value").binaryValue()).isEqualTo(POISON);
            assertThat(command.of("list", "--topic", topic.name())).isZero();
            assertThat(command.said())
                    .contains("item-events/3:0", "  b1  ", "not a ItemEvent", "{\\xff\\x00\\x0a");
            assertThat(command.of("replay", position)).isZero();

            // then
            assertThat(command.said())
                    .contains(position + ": written to item-events, partition 3, offset 1")
                    .contains("1 written back, 0 not.")
                    .contains("keeps it 30 days");
            ConsumerRecord<byte[], byte[]> back = records(topic).get(1);
            assertThat(back.partition()).isEqualTo(3);
            assertThat(back.key()).isEqualTo(KEY);
            assertThat(back.value()).isEqualTo(POISON);
            List<Header> headers = new ArrayList<>(HEADERS);
            headers.add(new RecordHeader(DeadLetter.REPLAYED_FROM, position.getBytes(UTF_8)));
            assertThat(back.headers().toArray()).containsExactlyElementsOf(headers);

            // It is no better now: it dies again, and says that it did.
            JsonNode again = letters(topic, 2).getLast();
            assertThat(again.path("replayed_from").asText()).isEqualTo(position);
            assertThat(again.path("attempts").asInt()).isEqualTo(2);
        }
        assertThat(command.of("replay", "--all", "--topic", topic.name())).isZero();
        assertThat(command.said()).contains("offset 2", "1 written back, 0 not.");
        assertThat(command.of("replay", "--all", "--topic", topic.name())).isZero();
        assertThat(command.said()).contains("0 written back, 0 not.");
    }

    @Test
    void a_record_that_two_programs_could_not_read_goes_back_once() throws Exception {
        Topic<?, ?> topic = Topics.STAGE_EVENTS;
        send(topic, 2);
        keep(records(topic).getFirst());
        keep(records(topic).getFirst());

        assertThat(command.of("replay", "--all", "--topic", topic.name())).isZero();

        assertThat(command.said()).contains("the same record as");
        assertThat(records(topic)).hasSize(2);
        assertThat(letters(topic, 2)).allMatch(letter -> letter.has("replayed_at"));
    }

    @Test
    void what_would_hide_a_newer_value_stays_and_so_does_what_is_not_there() throws Exception {
        Topic<?, ?> topic = Topics.BATCHES;
        send(topic, 1);
        keep(records(topic).getFirst());
        String position = letters(topic, 1).getFirst().path("position").asText();

        assertThat(command.of("replay", position, "0:999999")).isEqualTo(ExitCode.ERROR.code());

        assertThat(command.said())
                .contains(position + ": not replayed: batches keeps the newest value")
                .contains("0:999999: not replayed: there is no such letter")
                .contains("0 written back, 2 not.");
        assertThat(records(topic)).hasSize(1);
    }

    private static void send(Topic<?, ?> topic, int partition) {
        try (Outbox outbox = Outbox.open(KAFKA, "poisoner")) {
            outbox.send(new ProducerRecord<>(topic.name(), partition, KEY, POISON, HEADERS)).join();
        }
    }

    private static void keep(ConsumerRecord<byte[], byte[]> record) {
        try (Outbox outbox = Outbox.open(KAFKA, "keeper")) {
            new DeadLetters(outbox, Clock.systemUTC())
                    .keep(record, new IllegalArgumentException("bad"))
                    .join();
        }
    }

    private List<JsonNode> letters(Topic<?, ?> topic, int count) {
        return await().atMost(SOON)
                .until(
                        () -> {
                            assertThat(command.of("list", "--json", "--topic", topic.name()))
                                    .isZero();
                            List<JsonNode> all = new ArrayList<>();
                            for (String line : command.said().lines().toList()) {
                                all.add(Json.mapper().readTree(line));
                            }
                            return all;
                        },
                        all -> all.size() == count);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(Topic<?, ?> topic) {
        var raw =
                new Topic<>(
                        topic.name(),
                        Topics.DEAD_LETTERS.keys(),
                        Topics.DEAD_LETTERS.values(),
                        topic.partitions(),
                        _ -> "",
                        topic.policy());
        try (var collector = RecordCollector.of(KAFKA, raw)) {
            return collector.all().stream().map(RecordCollector.Seen::record).toList();
        }
    }
}
