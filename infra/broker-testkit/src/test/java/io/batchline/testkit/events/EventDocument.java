package io.batchline.testkit.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.testkit.schema.RecordSchemas;
import java.util.Map;

/// The AsyncAPI 3.0 document (https://www.asyncapi.com/docs/reference/specification/v3.0.0) of all
/// that Batchline tells: topics, streams, webhooks. The same contract gives the same document, so
/// that it can be kept and compared.
final class EventDocument {
    static final String BROKER = "kafka";
    static final String WEB = "web";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode document = NODES.objectNode().put("asyncapi", "3.0.0");
    private final ObjectNode messages = NODES.objectNode();
    private final RecordSchemas schemas = RecordSchemas.ofEvents();

    /// @param progressData what the stream's data is, as the document of the API has it
    ObjectNode of(JsonNode progressData) {
        info();
        servers();
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        new TopicChannels(schemas, messages).addTo(channels, operations);
        new StreamChannel(messages).addTo(channels, operations);
        new WebhookChannel(messages).addTo(channels, operations);
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        ObjectNode hooks = WebhookChannel.schemas(schemas);
        ObjectNode definitions = schemas.definitions();
        definitions.set(StreamChannel.DATA, progressData.deepCopy());
        definitions.set(StreamChannel.ITEM_DATA, StreamChannel.itemData());
        definitions.setAll(hooks);
        components.set("schemas", sorted(definitions));
        return document;
    }

    private void info() {
        ObjectNode info =
                document.putObject("info")
                        .put("title", "Batchline's events")
                        .put("version", "1")
                        .put(
                                "description",
                                "What happens to batches, as records on Kafka topics, as a stream of events to a browser, and as webhooks. How to read the topics is in events.md, how to check a webhook's signature in webhooks.md, and the API over HTTP is in the OpenAPI document at /openapi.json.");
        info.putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
    }

    private void servers() {
        ObjectNode servers = document.putObject("servers");
        servers.putObject(BROKER)
                .put("host", "127.0.0.1:9092")
                .put("protocol", "kafka")
                .put(
                        "description",
                        "The operator's broker. Readers set isolation.level=read_committed and write nothing.");
        servers.putObject(WEB)
                .put("host", "127.0.0.1:8080")
                .put("protocol", "http")
                .put("description", "Where the API is.");
    }

    static ObjectNode reference(String kind, String name) {
        return NODES.objectNode().put("$ref", "#/%s/%s".formatted(kind, name));
    }

    private static ObjectNode sorted(ObjectNode node) {
        ObjectNode sorted = NODES.objectNode();
        node.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> sorted.set(each.getKey(), each.getValue()));
        return sorted;
    }
}
