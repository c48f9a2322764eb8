package io.batchline.testkit.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The streams, of a batch and of all: server-sent events, named by the field `event`.
final class StreamChannel {
    /// The schema of its data.
    static final String DATA = "ProgressData";

    /// The schema of what an item has come to.
    static final String ITEM_DATA = "ItemData";

    private static final String ITEM = "item";
    private static final Map<String, String> EVENTS =
            Map.of(
                    "complete", "The batch is completed. The last event of it.",
                    "error", "The batch has failed or was cancelled. The last event of it.",
                    "progress", "How far the batch is.");

    private final ObjectNode messages;

    StreamChannel(ObjectNode messages) {
        this.messages = messages;
    }

    void addTo(ObjectNode channels, ObjectNode operations) {
        new TreeMap<>(EVENTS).forEach((name, summary) -> message(name, summary, DATA));
        message(
                ITEM,
                "What an item has come to: the newest of each that has changed. Only with `items=true`.",
                ITEM_DATA);
        ObjectNode one =
                channel(
                        channels,
                        "stream",
                        EventContract.STREAM,
                        "Server-sent events of one batch (text/event-stream). The field `event` is the message's name, `id` the position after which `Last-Event-ID` goes on, `data` the payload. Behind the last event the server closes. A comment line every 15 seconds keeps it open.");
        one.putObject("parameters").putObject("batch_id").put("description", "The batch's id.");
        send(one, operations, "stream", Set.of("history", "items", "ticket"), ITEM);
        ObjectNode all =
                channel(
                        channels,
                        "stream-of-all",
                        EventContract.ALL,
                        "The same of all batches that the caller may see: first the newest event of each that goes on or has ended within the hour, then what is new. `id` is a vector of positions. It has no end.");
        send(all, operations, "stream-of-all", Set.of(), null);
    }

    private void message(String name, String summary, String schema) {
        messages.putObject(name)
                .put("name", name)
                .put("summary", summary)
                .set("payload", EventDocument.reference("components/schemas", schema));
    }

    private static ObjectNode channel(
            ObjectNode channels, String id, String address, String description) {
        ObjectNode channel =
                channels.putObject(id).put("address", address).put("description", description);
        channel.putArray("servers").add(EventDocument.reference("servers", EventDocument.WEB));
        return channel;
    }

    private static void send(
            ObjectNode channel,
            ObjectNode operations,
            String id,
            Set<String> queries,
            @Nullable String more) {
        ObjectNode held = channel.putObject("messages");
        ObjectNode operation =
                operations
                        .putObject("send-" + id)
                        .put("action", "send")
                        .set("channel", EventDocument.reference("channels", id));
        operation.putObject("bindings").set("http", binding(queries));
        ArrayNode sent = operation.putArray("messages");
        var names = new TreeSet<>(EVENTS.keySet());
        if (more != null) {
            names.add(more);
        }
        for (String name : names) {
            held.set(name, EventDocument.reference("components/messages", name));
            sent.add(EventDocument.reference("channels/%s/messages".formatted(id), name));
        }
    }

    private static ObjectNode binding(Set<String> queries) {
        ObjectNode binding = JsonNodeFactory.instance.objectNode().put("method", "GET");
        ObjectNode query = binding.putObject("query").put("type", "object");
        ObjectNode properties = query.putObject("properties");
        properties.putObject("last_event_id").put("type", "string");
        if (queries.contains("history")) {
            properties.putObject("history").put("type", "string").putArray("enum").add("latest");
        }
        if (queries.contains("items")) {
            properties
                    .putObject("items")
                    .put("type", "string")
                    .putArray("enum")
                    .add("true")
                    .add("false");
        }
        if (queries.contains("ticket")) {
            properties.putObject("ticket").put("type", "string");
        }
        return binding.put("bindingVersion", "0.3.0");
    }

    /// Every field is always there.
    static ObjectNode itemData() {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = data.putObject("properties");
        for (String text : List.of("batch_id", "job_id", "stage", "worker")) {
            properties.putObject(text).put("type", "string");
        }
        properties.putObject("index").put("type", "integer");
        properties.putObject("attempts").put("type", "integer");
        ArrayNode states = properties.putObject("state").put("type", "string").putArray("enum");
        List.of("waiting", "running", "retrying", "succeeded", "failed", "cancelled")
                .forEach(states::add);
        for (String number : List.of("phase", "phases")) {
            orNull(properties.putObject(number)).put("type", "integer");
        }
        orNull(properties.putObject("phase_message")).put("type", "string");
        ObjectNode error = orNull(properties.putObject("error")).put("type", "object");
        ObjectNode why = error.putObject("properties");
        why.putObject("cause").put("type", "string");
        why.putObject("message").put("type", "string");
        error.put("additionalProperties", false).putArray("required").add("cause").add("message");
        properties.putObject("timestamp").put("type", "string").put("format", "date-time");
        data.put("additionalProperties", false);
        ArrayNode required = data.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        return data;
    }

    private static ObjectNode orNull(ObjectNode property) {
        ArrayNode either = property.putArray("anyOf");
        ObjectNode value = either.addObject();
        either.addObject().put("type", "null");
        return value;
    }
}
