package io.batchline.testkit.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.batchline.testkit.schema.ClosedSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// What `infra/docs/asyncapi.yaml` says of an event: is it one of its channel, and does what it
/// says fit. A field that the document does not name is a difference too. For any threads.
public final class EventContract {
    /// The channel of a batch's stream.
    public static final String STREAM = "/api/batches/{batch_id}/stream";

    /// The channel of the stream of all batches.
    public static final String ALL = "/api/events/stream";

    /// The channel of the webhooks: each goes to an address of its receiver.
    public static final String WEBHOOKS = "webhooks";

    private static final String KEPT = "infra/docs/asyncapi.yaml";

    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = ClosedSchemas.registry(SpecificationVersion.DRAFT_7);
    private final JsonNode document;
    private final ClosedSchemas schemas;

    private EventContract(JsonNode document) {
        this.document = document;
        this.schemas = new ClosedSchemas(document.at("/components/schemas"));
    }

    /// @param document an AsyncAPI 3.0 document whose references stay within it
    public static EventContract of(JsonNode document) {
        return new EventContract(document);
    }

    /// The document of this working copy.
    public static EventContract kept() {
        try {
            return new EventContract(new YAMLMapper().readTree(Files.readString(file())));
        } catch (IOException e) {
            throw new UncheckedIOException(KEPT + " can't be read", e);
        }
    }

    /// Where the document lies, from whichever room a test runs in.
    public static Path file() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .takeWhile(folder -> folder != null)
                .map(folder -> folder.resolve(KEPT))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no " + KEPT));
    }

    public JsonNode document() {
        return document;
    }

    /// Where the payload differs from what the channel of that address, or of that name, says of
    /// the message of that name; empty when it fits.
    public List<String> differences(String address, String message, JsonNode payload) {
        return message(address, message)
                .map(found -> unfit(found.path("payload"), payload))
                .orElseGet(() -> List.of("%s has no message '%s'".formatted(address, message)));
    }

    /// The same of the headers.
    public List<String> headerDifferences(String address, String message, JsonNode headers) {
        return message(address, message)
                .map(found -> unfit(found.path("headers"), headers))
                .orElseGet(() -> List.of("%s has no message '%s'".formatted(address, message)));
    }

    private Optional<JsonNode> message(String address, String name) {
        return document.path("channels").properties().stream()
                .filter(channel ->
                        channel.getKey().equals(address)
                                || channel.getValue().path("address").asText().equals(address))
                .flatMap(channel -> channel.getValue().path("messages").valueStream())
                .map(this::resolved)
                .filter(message -> message.path("name").asText().equals(name))
                .findFirst();
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private List<String> unfit(JsonNode schema, JsonNode value) {
        var found = new ArrayList<String>();
        compiled.computeIfAbsent(resolved(schema), each -> registry.getSchema(schemas.closed(each)))
                .validate(value)
                .forEach(error -> found.add(error.toString()));
        return found;
    }

    /// Reads a payload as it came.
    public static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }
}
