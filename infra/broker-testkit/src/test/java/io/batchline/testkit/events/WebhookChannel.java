package io.batchline.testkit.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.stage.Stage;
import io.batchline.testkit.schema.RecordSchemas;
import java.util.List;
import java.util.Set;

/// Webhooks: CloudEvents in structured mode, signed as Standard Webhooks says
/// (https://github.com/standard-webhooks/standard-webhooks).
final class WebhookChannel {
    private static final String ID = "webhooks";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

    private final ObjectNode messages;

    WebhookChannel(ObjectNode messages) {
        this.messages = messages;
    }

    private record Hook(String name, String type, String data, String summary) {}

    private static final List<Hook> HOOKS =
            List.of(
                    hook("Started", "batch.started", "Work on the batch begins, or begins again."),
                    hook("StageFinished", "batch.stage_finished", "A stage of the batch is done."),
                    hook("Completed", "batch.completed", "The batch is done, clean-up included."),
                    hook("Failed", "batch.failed", "The batch can't be completed."),
                    hook(
                            "Cancelled",
                            "batch.cancelled",
                            "Nothing of the batch is at work any more."),
                    hook("Test", "webhook.test", "Somebody tries the endpoint."));

    private static Hook hook(String name, String type, String summary) {
        return new Hook(
                "Webhook" + name, "io.batchline." + type, "Webhook" + name + "Data", summary);
    }

    void addTo(ObjectNode channels, ObjectNode operations) {
        ObjectNode channel =
                channels.putObject(ID)
                        .putNull("address")
                        .put(
                                "description",
                                "POST to the addresses that a tenant has named, or a batch's webhook_url. Sent again for a day until it is answered 2xx, with the same webhook-id each time. webhooks.md says how to check the signature.");
        channel.put("title", "Webhooks");
        ObjectNode held = channel.putObject("messages");
        ObjectNode operation =
                operations
                        .putObject("send-" + ID)
                        .put("action", "send")
                        .set("channel", EventDocument.reference("channels", ID));
        operation
                .putObject("bindings")
                .putObject("http")
                .put("method", "POST")
                .put("bindingVersion", "0.3.0");
        ArrayNode sent = operation.putArray("messages");
        for (Hook hook : HOOKS) {
            messages.set(hook.name, message(hook));
            held.set(hook.name, EventDocument.reference("components/messages", hook.name));
            sent.add(EventDocument.reference("channels/%s/messages".formatted(ID), hook.name));
        }
    }

    private static ObjectNode message(Hook hook) {
        ObjectNode message =
                NODES.objectNode()
                        .put("name", hook.type)
                        .put("summary", hook.summary)
                        .put("contentType", "application/cloudevents+json");
        ObjectNode headers = message.putObject("headers").put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        text(properties, "webhook-id", "the event's id, the same in every attempt");
        text(properties, "webhook-timestamp", "seconds since 1970 of the attempt")
                .put("pattern", "^[0-9]+$");
        text(
                        properties,
                        "webhook-signature",
                        "one or several, divided by spaces: v1, and HMAC-SHA256 of id.timestamp.body in Base64")
                .put("pattern", "^v1,");
        headers.putArray("required")
                .add("webhook-id")
                .add("webhook-timestamp")
                .add("webhook-signature");
        headers.put("additionalProperties", true);
        message.set("payload", event(hook));
        return message;
    }

    private static ObjectNode event(Hook hook) {
        ObjectNode event = NODES.objectNode().put("type", "object");
        ObjectNode properties = event.putObject("properties");
        properties.putObject("specversion").put("const", "1.0");
        text(properties, "id", "the same as webhook-id");
        properties
                .putObject("source")
                .put("const", isTest(hook) ? "/api/webhooks" : "/api/batches");
        properties.putObject("type").put("const", hook.type);
        text(properties, "subject", isTest(hook) ? "the webhook's id" : "the batch's id");
        properties.putObject("time").put("type", "string").put("format", "date-time");
        properties.putObject("datacontenttype").put("const", "application/json");
        properties.set("data", EventDocument.reference("components/schemas", hook.data));
        ArrayNode required = event.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        return event;
    }

    private static boolean isTest(Hook hook) {
        return hook.name.equals("WebhookTest");
    }

    /// What the events hold, by name.
    ///
    /// @param records makes the schema of what they share with the topics
    static ObjectNode schemas(RecordSchemas records) {
        ObjectNode schemas = NODES.objectNode();
        for (Hook hook : HOOKS) {
            schemas.set(hook.data, isTest(hook) ? ofTest() : ofBatch(hook, records));
        }
        return schemas;
    }

    private static ObjectNode ofTest() {
        ObjectNode data = NODES.objectNode().put("type", "object");
        text(data.putObject("properties"), "webhook_id", "");
        data.putArray("required").add("webhook_id");
        return data;
    }

    private static ObjectNode ofBatch(Hook hook, RecordSchemas records) {
        ObjectNode data = NODES.objectNode().put("type", "object");
        ObjectNode properties = data.putObject("properties");
        text(properties, "batch_id", "");
        text(properties, "name", "");
        text(properties, "workload", "");
        properties.putObject("generation").put("type", "integer").put("minimum", 1);
        String kind = hook.type.substring(hook.type.lastIndexOf('.') + 1);
        boolean ends = ENDS.contains(kind);
        properties.putObject("status").put("const", ends ? kind : "processing");
        properties.set("counts", records.of(Counts.class));
        time(properties, "created_at");
        if (ends) {
            time(properties, "completed_at");
        }
        if (ends && !kind.equals("completed")) {
            properties.set("reason", records.of(Batch.BatchEnd.class));
        }
        if (kind.equals("stage_finished")) {
            properties.set("stage", records.of(Stage.class));
            text(properties, "stage_label", "the workload's own wording");
            properties.putObject("stage_elapsed_seconds").put("type", "number");
        }
        ArrayNode required = data.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        text(
                properties,
                "run_id",
                "the caller's own group of batches; left out where there is none");
        time(properties, "started_at");
        return data;
    }

    private static void time(ObjectNode properties, String name) {
        properties.putObject(name).put("type", "string").put("format", "date-time");
    }

    private static ObjectNode text(ObjectNode properties, String name, String description) {
        ObjectNode text = properties.putObject(name).put("type", "string");
        return description.isEmpty() ? text : text.put("description", description);
    }
}
