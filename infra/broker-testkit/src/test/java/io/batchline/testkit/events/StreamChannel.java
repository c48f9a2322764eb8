package io.batchline.testkit.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// The stream of a batch: server-sent events, named by the field `event`.
final class StreamChannel {
    /// The schema of its data.
    static final String DATA = "ProgressData";

    private static final String ID = "stream";
    private static final Map<String, String> EVENTS =
            Map.of(
                    "complete", "The batch is completed. The last event: the server closes.",
                    "error", "The batch has failed or was cancelled. The last event.",
                    "progress", "How far the batch is.");

    private final ObjectNode messages;

    StreamChannel(ObjectNode messages) {
        this.messages = messages;
    }

    void addTo(ObjectNode channels, ObjectNode operations) {
        ObjectNode channel =
                channels.putObject(ID)
                        .put("address", EventContract.STREAM)
                        .put(
                                "description",
                                "Server-sent events of one batch (text/event-stream). The field `event` is the message's name, `id` the position after which `Last-Event-ID` goes on, `data` the payload. A comment line every 15 seconds keeps it open.");
        channel.putArray("servers").add(EventDocument.reference("servers", EventDocument.WEB));
        channel.putObject("parameters").putObject("batch_id").put("description", "The batch's id.");
        ObjectNode held = channel.putObject("messages");
        ObjectNode operation =
                operations
                        .putObject("send-" + ID)
                        .put("action", "send")
                        .set("channel", EventDocument.reference("channels", ID));
        operation.putObject("bindings").set("http", binding());
        ArrayNode sent = operation.putArray("messages");
        EVENTS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> {
                    messages.putObject(each.getKey())
                            .put("name", each.getKey())
                            .put("summary", each.getValue())
                            .set("payload", EventDocument.reference("components/schemas", DATA));
                    held.set(
                            each.getKey(),
                            EventDocument.reference("components/messages", each.getKey()));
                    sent.add(
                            EventDocument.reference(
                                    "channels/%s/messages".formatted(ID), each.getKey()));
                });
    }

    private static ObjectNode binding() {
        ObjectNode binding = JsonNodeFactory.instance.objectNode().put("method", "GET");
        ObjectNode query = binding.putObject("query").put("type", "object");
        ObjectNode properties = query.putObject("properties");
        properties.putObject("last_event_id").put("type", "string");
        properties.putObject("history").put("type", "string").putArray("enum").add("latest");
        properties.putObject("ticket").put("type", "string");
        return binding.put("bindingVersion", "0.3.0");
    }

    /// As an answer has it, but for the position, which a stream says in a field of its own.
    static ObjectNode data(JsonNode answer) {
        ObjectNode data = answer.deepCopy();
        ((ObjectNode) data.path("properties")).remove("id");
        return data;
    }
}
