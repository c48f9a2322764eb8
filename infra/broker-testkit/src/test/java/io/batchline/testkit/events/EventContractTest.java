package io.batchline.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.topic.CloudEventHeaders;
import io.batchline.contract.topic.Json;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.TopicPolicy;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is on the topics of running systems fits what the document says of it.
class EventContractTest {
    private static final JsonMapper MAPPER = Json.mapper();
    private static final Map<String, Topic<?, ?>> TOPICS =
            Topics.all().stream().collect(Collectors.toMap(Topic::name, topic -> topic));

    private final EventContract contract = EventContract.kept();

    static Stream<Path> golden_files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../contract/src/test/resources/golden"))) {
            return files.filter(file -> TOPICS.containsKey(topicOf(file))).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("golden_files")
    void every_golden_record_fits(Path file) throws Exception {
        String name = topicOf(file);
        JsonNode records = MAPPER.readTree(Files.readAllBytes(file));

        assertThat(records).isNotEmpty();
        for (JsonNode golden : records) {
            assertThat(contract.differences(name, typeOf(name, golden), golden))
                    .as(golden.toString())
                    .isEmpty();
        }
    }

    @Test
    void the_headers_of_an_event_and_of_one_without_data_fit() {
        BatchId batch = BatchId.random();
        var start = new io.batchline.contract.batch.BatchCommand.Start(batch, Instant.EPOCH);

        fit(Topics.BATCH_COMMANDS.write(batch, start, "test", Instant.EPOCH));
        for (Topic<?, ?> topic : Topics.all()) {
            if (!topic.equals(Topics.DEAD_LETTERS)
                    && !(topic.policy() instanceof TopicPolicy.DeleteAfter)) {
                fit(tombstone(topic));
            }
        }
    }

    @Test
    void a_webhook_as_its_page_shows_it_fits() throws IOException {
        JsonNode event =
                MAPPER.readTree(
                        """
                        {"specversion": "1.0", "id": "b-1-stage_finished-extracting", "source": "/api/batches",
                         "type": "io.batchline.batch.stage_finished", "subject": "b", "time": "2026-11-22T10:00:05Z",
                         "datacontenttype": "application/json",
                         "data": {"batch_id": "b", "name": "Spring exam", "workload": "answer-sheets",
                          "run_id": "spring", "generation": 1, "status": "processing", "stage": "extracting",
                          "stage_label": "Extracting scans", "stage_elapsed_seconds": 4.5,
                          "counts": {"total": 2, "waiting": 2, "running": 0, "retrying": 0, "succeeded": 0,
                           "failed": 0, "cancelled": 0},
                          "created_at": "2026-11-22T09:59:58Z", "started_at": "2026-11-22T10:00:00Z"}}
                        """);

        assertThat(webhook("io.batchline.batch.stage_finished", event)).isEmpty();
        assertThat(webhook("io.batchline.batch.completed", event)).isNotEmpty();
        assertThat(
                        contract.headerDifferences(
                                EventContract.WEBHOOKS,
                                "io.batchline.batch.completed",
                                MAPPER.readTree(
                                        "{\"webhook-id\": \"x\", \"webhook-timestamp\": \"1795345200\", \"webhook-signature\": \"v1,g0hM9SsE\"}")))
                .isEmpty();
    }

    private List<String> webhook(String type, JsonNode event) {
        return contract.differences(EventContract.WEBHOOKS, type, event);
    }

    @Test
    void a_field_that_is_wrong_missing_or_not_described_and_an_unknown_event_are_differences()
            throws IOException {
        String type = "io.batchline.batchcommand.start";
        JsonNode start =
                MAPPER.readTree(
                        "{\"type\": \"start\", \"batch_id\": \"b\", \"at\": \"2026-11-22T08:00:00Z\"}");

        assertThat(contract.differences("batch-commands", type, start)).isEmpty();
        assertThat(
                        contract.differences(
                                "batch-commands", type, start.<ObjectNode>deepCopy().put("at", 7)))
                .isNotEmpty();
        assertThat(
                        contract.differences(
                                "batch-commands",
                                type,
                                start.<ObjectNode>deepCopy().without("batch_id")))
                .isNotEmpty();
        assertThat(
                        contract.differences(
                                "batch-commands",
                                type,
                                start.<ObjectNode>deepCopy().put("colour", "red")))
                .isNotEmpty();
        assertThat(contract.differences("batch-commands", "io.batchline.nothing", start))
                .isNotEmpty();
        assertThat(contract.differences("nowhere", type, start)).isNotEmpty();
    }

    private static String topicOf(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    private static String typeOf(String topic, JsonNode golden)
            throws IOException, UnreadableRecordException {
        Object value =
                Objects.requireNonNull(TOPICS.get(topic), topic)
                        .values()
                        .decode(MAPPER.writeValueAsBytes(golden));
        return CloudEventHeaders.type(value.getClass());
    }

    private static <K> ProducerRecord<byte[], byte[]> tombstone(Topic<K, ?> topic) {
        try {
            K key = topic.keys().decode("b|cleanup".getBytes(StandardCharsets.UTF_8));
            return topic.tombstone(key, "test", Instant.EPOCH);
        } catch (UnreadableRecordException _) {
            return simple(topic);
        }
    }

    private static <K> ProducerRecord<byte[], byte[]> simple(Topic<K, ?> topic) {
        try {
            K key = topic.keys().decode("b".getBytes(StandardCharsets.UTF_8));
            return topic.tombstone(key, "test", Instant.EPOCH);
        } catch (UnreadableRecordException e) {
            throw new AssertionError(e);
        }
    }

    private void fit(ProducerRecord<byte[], byte[]> written) {
        ObjectNode headers = MAPPER.createObjectNode();
        written.headers()
                .forEach(each ->
                        headers.put(each.key(), new String(each.value(), StandardCharsets.UTF_8)));
        assertThat(
                        contract.headerDifferences(
                                written.topic(), headers.path("ce_type").asText(), headers))
                .as(headers.toString())
                .isEmpty();
    }
}
