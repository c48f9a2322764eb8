package io.batchline.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `infra/docs/asyncapi.yaml` is what the contract gives, and AsyncAPI. After a change of the
/// contract write it anew with `-Dbatchline.asyncapi.write=true`.
class EventDocumentTest {
    private static final Path API = Path.of("../http-edge/src/main/resources/openapi.json");
    private static final Path KEPT = Path.of("../docs/asyncapi.yaml");
    private static final String PROGRESS =
            "/paths/~1api~1batches~1{batch_id}~1progress/get/responses/200/content/application~1json/schema";
    private static final String HEAD =
            "# Made from the contract by EventDocumentTest, which also says how to write it anew.\n";

    private static final Schema OFFICIAL = official();

    @Test
    void the_kept_document_is_what_the_contract_gives() throws IOException {
        String made = HEAD + yaml().writeValueAsString(made());
        if (Boolean.getBoolean("batchline.asyncapi.write")) {
            Files.writeString(KEPT, made);
            return;
        }

        assertThat(Files.readString(KEPT)).isEqualTo(made);
    }

    @Test
    void it_is_asyncapi() throws IOException {
        assertThat(faults(made())).isEmpty();
    }

    @Test
    void a_broken_document_is_not() throws IOException {
        ObjectNode nameless = made();
        ((ObjectNode) nameless.path("info")).remove("title");
        ObjectNode unknown = made();
        ((ObjectNode) unknown.at("/channels/batches")).put("colour", "red");
        ObjectNode unkept = made();
        ((ObjectNode) unkept.at("/channels/batches/bindings/kafka/topicConfiguration"))
                .putArray("cleanup.policy")
                .add("burn");

        for (ObjectNode broken : List.of(nameless, unknown, unkept)) {
            assertThat(faults(broken)).isNotEmpty();
        }
    }

    @Test
    void every_topic_is_in_it_and_no_other() throws IOException {
        Stream<String> addresses =
                made().path("channels")
                        .valueStream()
                        .filter(channel -> channel.path("bindings").has("kafka"))
                        .map(channel -> channel.path("address").asText());

        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all().stream().map(Topic::name).toList());
    }

    @Test
    void every_reference_leads_somewhere() throws IOException {
        ObjectNode document = made();

        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(document.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
    }

    private static ObjectNode made() throws IOException {
        JsonNode progress = new JsonMapper().readTree(Files.readAllBytes(API)).at(PROGRESS);
        return new EventDocument().of(progress);
    }

    private static List<Error> faults(JsonNode document) {
        return OFFICIAL.validate(document);
    }

    private static YAMLMapper yaml() {
        return YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                .build();
    }

    private static Schema official() {
        try (InputStream file =
                EventDocumentTest.class.getResourceAsStream("/asyncapi-3.0.0.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new JsonMapper().readTree(Objects.requireNonNull(file)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
