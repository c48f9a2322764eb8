package io.batchline.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The document of the API is OpenAPI 3.1, by the official schema of such documents
/// (https://spec.openapis.org/oas/3.1/schema), and each schema in it is JSON Schema 2020-12, which
/// that schema leaves open.
class ApiIsOpenApiTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path API = Path.of("../http-edge/src/main/resources/openapi.json");
    private static final Path OFFICIAL = Path.of("src/test/resources/openapi-3.1.schema.json");
    private static final String LISTED = "/paths/~1api~1batches/get";

    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void the_document_is_openapi() throws IOException {
        assertThat(faults(document())).isEmpty();
    }

    static Stream<Named<Consumer<ObjectNode>>> breaking() {
        return Stream.of(
                Named.of("no title", api -> object(api, "/info").remove("title")),
                Named.of("another version", api -> api.put("openapi", "2.0")),
                Named.of("a path without its slash", api -> object(api, "/paths").putObject("x")),
                Named.of("an unknown field", api -> object(api, LISTED).put("colour", "red")),
                Named.of(
                        "a parameter nowhere",
                        api -> object(api, LISTED + "/parameters/0").put("in", "body")),
                Named.of(
                        "an answer without description",
                        api -> object(api, LISTED + "/responses/200").remove("description")),
                Named.of(
                        "a type that JSON does not have",
                        api -> object(api, LISTED + "/parameters/0/schema").put("type", "date")),
                Named.of(
                        "a limit that is no number",
                        api ->
                                object(api, "/components/schemas/Problem")
                                        .put("maxProperties", "x")),
                Named.of(
                        "a reference to nothing",
                        api ->
                                object(api, LISTED + "/parameters/0/schema")
                                        .put("$ref", "#/components/schemas/Nothing")),
                Named.of(
                        "one id twice",
                        api -> object(api, LISTED).put("operationId", "createBatch")),
                Named.of(
                        "a place in a path that no parameter fills",
                        api ->
                                object(api, "/paths")
                                        .set(
                                                "/api/{lost}",
                                                api.at("/paths/~1api~1batches").deepCopy())));
    }

    @ParameterizedTest
    @MethodSource("breaking")
    void a_broken_document_is_not(Consumer<ObjectNode> breaking) throws IOException {
        ObjectNode document = document();
        breaking.accept(document);

        assertThat(faults(document)).isNotEmpty();
    }

    private List<String> faults(ObjectNode document) throws IOException {
        var found = new ArrayList<String>();
        Schema official = registry.getSchema(MAPPER.readTree(Files.readAllBytes(OFFICIAL)));
        official.validate(document).forEach(error -> found.add(error.toString()));
        Schema schemas =
                registry.getSchema(
                        SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        for (JsonNode schema : schemas(document)) {
            schemas.validate(schema).forEach(error -> found.add(error + " in " + schema));
        }
        document.findValuesAsText("$ref").stream()
                .filter(reference -> document.at(reference.substring(1)).isMissingNode())
                .forEach(found::add);
        List<String> ids = document.path("paths").findValuesAsText("operationId");
        if (ids.stream().distinct().count() != ids.size()) {
            found.add("operations of one id");
        }
        document.path("paths").properties().forEach(path -> found.addAll(unfilled(path)));
        return found;
    }

    /// The places of a path that an operation has no parameter for.
    private static List<String> unfilled(Map.Entry<String, JsonNode> path) {
        return java.util.regex.Pattern.compile("\\{([^}]+)}")
                .matcher(path.getKey())
                .results()
                .map(place -> place.group(1))
                .filter(place ->
                        path.getValue()
                                .valueStream()
                                .anyMatch(operation ->
                                        operation
                                                .path("parameters")
                                                .valueStream()
                                                .noneMatch(parameter -> fills(parameter, place))))
                .toList();
    }

    private static boolean fills(JsonNode parameter, String place) {
        return parameter.path("in").asText().equals("path")
                && parameter.path("name").asText().equals(place);
    }

    private static List<JsonNode> schemas(JsonNode document) {
        var all = new ArrayList<>(document.path("paths").findValues("schema"));
        document.at("/components/schemas").forEach(all::add);
        return all;
    }

    private static ObjectNode document() throws IOException {
        return (ObjectNode) MAPPER.readTree(Files.readAllBytes(API));
    }

    private static ObjectNode object(ObjectNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }
}
