package io.batchline.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No change of what is on the topics goes by unseen: a released version's files stay as they are,
/// every field of every record has a golden value, every word of every enum is listed. What is new
/// goes into the next version's folder. And what a newer writer may send is read or refused by
/// name.
class GoldenVersionsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String SUMS = "SHA256SUMS";
    private static final String WORDS = "words.json";
    private static final String NEWER = "a-word-of-a-newer-version";
    private static final JsonMapper MAPPER = Json.mapper();

    /// Fields that are one of an enum's words, or say which record it is.
    private static final Set<String> OF_WORDS =
            Set.of("type", "status", "state", "stage", "priority", "start", "kind");

    /// What is within is the workload's own.
    private static final Set<String> FREE = Set.of("options", "data", "fields");

    /// The files of a version are sealed by their sums when it is released.
    @Test
    void a_released_file_never_changes() throws Exception {
        List<Path> versions = versions();
        for (Path version : versions) {
            Path sums = version.resolve(SUMS);
            if (!Files.exists(sums)) {
                assertThat(version).as("only the newest may be open").isEqualTo(versions.getLast());
                continue;
            }
            assertThat(sumsOf(version))
                    .as("what is new goes into the folder after %s", version)
                    .isEqualTo(Files.readString(sums));
        }
    }

    @Test
    void every_field_of_every_record_has_a_golden_value() throws Exception {
        var fields = new WireFields();
        WireTest.topics_with_golden_files().forEach(topic -> fields.expect(valueOf(topic)));
        for (Golden golden : goldens()) {
            fields.see(golden.topic.values().decode(MAPPER.writeValueAsBytes(golden.value)));
        }

        assertThat(fields.unseen()).as("add a value that has them to the newest version").isEmpty();
    }

    @Test
    void every_word_of_every_enum_is_listed_and_none_is_taken_back() throws Exception {
        var fields = new WireFields();
        WireTest.topics_with_golden_files().forEach(topic -> fields.expect(valueOf(topic)));
        var listed = new TreeMap<String, Set<String>>();
        for (Path version : versions()) {
            if (Files.exists(version.resolve(WORDS))) {
                MAPPER.readTree(Files.readAllBytes(version.resolve(WORDS)))
                        .properties()
                        .forEach(each ->
                                each.getValue()
                                        .forEach(word ->
                                                listed.computeIfAbsent(
                                                                each.getKey(), _ -> new TreeSet<>())
                                                        .add(word.asText())));
            }
        }

        assertThat(fields.words()).isEqualTo(listed);
    }

    @Test
    void fields_that_a_newer_writer_added_anywhere_are_passed_over() throws Exception {
        for (Golden golden : goldens()) {
            JsonNode newer = golden.value.deepCopy();
            objects(newer).forEach(each -> each.put("field_of_a_newer_version", "x"));

            Object read = golden.topic.values().decode(MAPPER.writeValueAsBytes(newer));

            assertThat(read)
                    .as(newer.toString())
                    .isEqualTo(
                            golden.topic.values().decode(MAPPER.writeValueAsBytes(golden.value)));
        }
    }

    @Test
    void a_word_that_a_newer_writer_added_is_refused_by_name() throws Exception {
        int tried = 0;
        for (Golden golden : goldens()) {
            for (JsonNode newer : withNewerWords(golden.value)) {
                byte[] bytes = MAPPER.writeValueAsBytes(newer);
                assertThatThrownBy(() -> golden.topic.values().decode(bytes))
                        .as(newer.toString())
                        .isInstanceOf(UnreadableRecordException.class)
                        .hasMessageContaining(NEWER);
                tried++;
            }
        }
        assertThat(tried).isPositive();
    }

    private record Golden(Topic<?, ?> topic, JsonNode value) {}

    private static List<Golden> goldens() throws IOException {
        var all = new ArrayList<Golden>();
        for (Path version : versions()) {
            for (Topic<?, ?> topic : WireTest.topics_with_golden_files().toList()) {
                Path file = version.resolve(topic.name() + ".json");
                if (Files.exists(file)) {
                    MAPPER.readTree(Files.readAllBytes(file))
                            .forEach(value -> all.add(new Golden(topic, value)));
                }
            }
        }
        return all;
    }

    private static Class<?> valueOf(Topic<?, ?> topic) {
        return ((JsonCodec<?>) topic.values()).type();
    }

    private static List<Path> versions() throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.sorted().toList();
        }
    }

    /// As `sha256sum *.json` prints it.
    private static String sumsOf(Path version) throws Exception {
        try (Stream<Path> files = Files.list(version)) {
            List<Path> sealed =
                    files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            var sums = new ArrayList<String>();
            for (Path file : sealed) {
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                sums.add("%s  %s\n".formatted(HexFormat.of().formatHex(sum), file.getFileName()));
            }
            return String.join("", sums);
        }
    }

    /// The node and all within it that are objects of ours.
    private static List<ObjectNode> objects(JsonNode node) {
        var found = new ArrayList<ObjectNode>();
        if (node instanceof ObjectNode object) {
            found.add(object);
            object.properties().stream()
                    .filter(each -> !isFree(each))
                    .forEach(each -> found.addAll(objects(each.getValue())));
        } else if (node instanceof ArrayNode list) {
            list.forEach(each -> found.addAll(objects(each)));
        }
        return found;
    }

    /// Those of maps have the writer's own names.
    private static boolean isFree(Map.Entry<String, JsonNode> field) {
        return FREE.contains(field.getKey())
                || field.getKey().equals("decisions")
                || (field.getKey().equals("stages") && field.getValue().isObject());
    }

    /// A copy for each field that holds a word, with another in it.
    private static List<JsonNode> withNewerWords(JsonNode value) {
        var copies = new ArrayList<JsonNode>();
        List<ObjectNode> originals = objects(value);
        for (int i = 0; i < originals.size(); i++) {
            Set<String> words =
                    originals.get(i).properties().stream()
                            .filter(each -> each.getValue().isTextual())
                            .map(Map.Entry::getKey)
                            .filter(OF_WORDS::contains)
                            .collect(Collectors.toSet());
            for (String name : words) {
                JsonNode copy = value.deepCopy();
                objects(copy).get(i).put(name, NEWER);
                copies.add(copy);
            }
        }
        return copies;
    }
}
