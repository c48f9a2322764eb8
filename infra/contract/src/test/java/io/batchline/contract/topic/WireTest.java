package io.batchline.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressKey;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The golden files are what is on the topics of running systems: a change that breaks one breaks
/// them.
class WireTest {
    private static final JsonMapper MAPPER = Json.mapper();

    /// Beside the values, of [GoldenVersionsTest].
    private static final List<String> LISTS = List.of("SHA256SUMS", "words.json");

    static Stream<Topic<?, ?>> topics_with_golden_files() {
        return Stream.of(
                Topics.BATCHES,
                Topics.BATCH_COMMANDS,
                Topics.STAGE_EVENTS,
                Topics.ITEMS,
                Topics.ITEM_EVENTS,
                Topics.WORKERS,
                Topics.PROGRESS,
                Topics.stageRuns(Stage.EXTRACT),
                Topics.all().stream()
                        .filter(t -> t.name().equals("work.process.normal"))
                        .findFirst()
                        .orElseThrow());
    }

    /// Every version that was ever released: `v1` and so on, one folder each. A released file never
    /// changes; what a version added goes into the next one's.
    static Stream<Arguments> released_golden_files() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("src/test/resources/golden"))) {
            return versions.sorted().toList().stream()
                    .flatMap(version ->
                            topics_with_golden_files()
                                    .filter(topic -> Files.exists(file(version, topic)))
                                    .map(topic ->
                                            Arguments.of(
                                                    Named.of(topic.name(), topic),
                                                    file(version, topic))));
        }
    }

    private static Path file(Path version, Topic<?, ?> topic) {
        return version.resolve(topic.name() + ".json");
    }

    @ParameterizedTest
    @MethodSource("released_golden_files")
    <V> void every_value_of_every_released_version_is_readable(Topic<?, V> topic, Path file)
            throws Exception {
        JsonNode values = MAPPER.readTree(Files.readAllBytes(file));

        assertThat(values).isNotEmpty();
        for (JsonNode golden : values) {
            assertThat(topic.values().decode(MAPPER.writeValueAsBytes(golden))).isNotNull();
        }
    }

    @Test
    void no_golden_file_is_overlooked() throws IOException {
        List<String> names = topics_with_golden_files().map(Topic::name).toList();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .filter(file -> !LISTS.contains(file.getFileName().toString())))
                    .allSatisfy(file ->
                            assertThat(names)
                                    .contains(file.getFileName().toString().replace(".json", "")));
        }
    }

    @ParameterizedTest
    @MethodSource("topics_with_golden_files")
    <V> void every_golden_value_is_read_and_written_as_it_was(Topic<?, V> topic) throws Exception {
        for (JsonNode golden : golden(topic.name())) {
            V value = topic.values().decode(MAPPER.writeValueAsBytes(golden));

            assertThat(MAPPER.readTree(topic.values().encode(value))).isEqualTo(golden);
        }
    }

    @Test
    void a_field_that_a_newer_writer_added_is_passed_over() throws Exception {
        byte[] newer =
                "{\"type\":\"start\",\"batch_id\":\"b\",\"at\":\"2026-11-22T08:00:00Z\",\"colour\":\"red\"}"
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(Topics.BATCH_COMMANDS.values().decode(newer))
                .isInstanceOf(BatchCommand.Start.class);
    }

    @Test
    void bytes_that_are_no_value_are_named_as_such() {
        for (String bad :
                List.of(
                        "",
                        "null",
                        "[]",
                        "{\"type\":\"no-such\"}",
                        "\u0000",
                        "{\"type\":\"start\",\"batch_id\":\"../x\",\"at\":\"2026-11-22T08:00:00Z\"}")) {
            assertThatThrownBy(() ->
                            Topics.BATCH_COMMANDS
                                    .values()
                                    .decode(bad.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessageContaining("BatchCommand");
        }
    }

    @Test
    void all_that_is_said_of_a_batch_lands_on_partitions_of_one_number() {
        for (int i = 0; i < 50; i++) {
            BatchId batch = BatchId.random();
            int partition = Topics.BATCHES.partition(batch);

            assertThat(Topics.ITEM_EVENTS.partition(batch)).isEqualTo(partition);
            assertThat(Topics.PROGRESS.partition(ProgressKey.of(batch, ProgressStage.PROCESSING)))
                    .isEqualTo(partition);
        }
    }

    @Test
    void no_two_topics_share_a_name() {
        var names = new HashSet<String>();
        Topics.all()
                .forEach(topic -> assertThat(names.add(topic.name())).as(topic.name()).isTrue());
    }

    private static JsonNode golden(String topic) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(
                        WireTest.class.getResourceAsStream("/golden/v1/" + topic + ".json"),
                        topic)) {
            return MAPPER.readTree(file);
        }
    }
}
