package io.batchline.testkit.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.topic.CloudEventHeaders;
import io.batchline.contract.topic.DeadLetter;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.TopicPolicy;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.work.StageRun;
import io.batchline.contract.work.WorkItem;
import io.batchline.contract.worker.WorkerInfo;
import io.batchline.kafka.TopicSetup;
import io.batchline.testkit.schema.RecordSchemas;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;

/// A channel for each topic, and a message for each kind of record.
final class TopicChannels {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String BINDING = "0.5.0";
    private static final String BATCH_ID = "The batch's id.";
    private static final String ITEM_ID = "The item's id.";

    private final RecordSchemas schemas;
    private final ObjectNode messages;

    TopicChannels(RecordSchemas schemas, ObjectNode messages) {
        this.schemas = schemas;
        this.messages = messages;
    }

    /// What a topic's values are.
    private record Told(Class<?> value, String key, String description) {}

    void addTo(ObjectNode channels, ObjectNode operations) {
        for (Topic<?, ?> topic : Topics.all()) {
            String id = topic.name().replace('.', '-');
            ObjectNode channel = channels.putObject(id);
            channel.put("address", topic.name());
            Told told = told(topic);
            channel.put("description", told.description);
            channel.putArray("servers")
                    .add(EventDocument.reference("servers", EventDocument.BROKER));
            ObjectNode held = channel.putObject("messages");
            ArrayNode sent =
                    operations
                            .putObject("send-" + id)
                            .put("action", "send")
                            .<ObjectNode>set("channel", EventDocument.reference("channels", id))
                            .putArray("messages");
            for (String name : messages(topic, told)) {
                held.set(name, EventDocument.reference("components/messages", name));
                sent.add(EventDocument.reference("channels/%s/messages".formatted(id), name));
            }
            channel.putObject("bindings").set("kafka", binding(topic));
        }
    }

    private static Told told(Topic<?, ?> topic) {
        if (topic.name().startsWith("stage.")) {
            return new Told(
                    StageRun.class,
                    BATCH_ID,
                    "Tells the workers of a per-batch stage to run it. Between the programs of Batchline.");
        }
        if (topic.name().startsWith("work.")) {
            return new Told(
                    WorkItem.class,
                    ITEM_ID,
                    "Items released to the workers of a per-item stage, one topic for each priority. Between the programs of Batchline.");
        }
        return switch (topic.name()) {
            case "batches" ->
                    new Told(
                            Batch.class,
                            BATCH_ID,
                            "The newest state of each batch. Only the coordinator writes it.");
            case "batch-commands" ->
                    new Told(
                            BatchCommand.class,
                            BATCH_ID,
                            "What somebody wants of a batch. Only the API writes it.");
            case "stage-events" ->
                    new Told(
                            StageEvent.class,
                            BATCH_ID,
                            "What happens to the per-batch stages of a batch.");
            case "items" -> new Told(ItemFound.class, BATCH_ID, "Items that extract found.");
            case "item-events" ->
                    new Told(ItemEvent.class, BATCH_ID, "What happens to the items of a batch.");
            case "workers" ->
                    new Told(
                            WorkerInfo.class,
                            "The worker's id.",
                            "What each worker process announces of itself every two seconds.");
            case "progress" ->
                    new Told(
                            Progress.class,
                            "`batch id|stage`, and `batch id|stage|worker` for one worker's own counts.",
                            "Progress as people read it: every event of the last hour, then the newest of each key.");
            case "dead-letters" ->
                    new Told(
                            DeadLetter.class,
                            "The record's key as it came.",
                            "Records that nobody could read, bytes and headers as they came, and behind these what is wrong.");
            default ->
                    throw new IllegalStateException(
                            "nothing is said of topic %s: say it here".formatted(topic.name()));
        };
    }

    private List<String> messages(Topic<?, ?> topic, Told told) {
        if (told.value == DeadLetter.class) {
            return List.of(deadLetter(told));
        }
        Stream<String> values =
                records(told.value).map(record -> message(record, told.key)).toList().stream();
        return (topic.policy() instanceof TopicPolicy.DeleteAfter
                        ? values
                        : Stream.concat(values, Stream.of(deleted(topic, told))))
                .toList();
    }

    private static Stream<Class<?>> records(Class<?> value) {
        JsonSubTypes several = value.getAnnotation(JsonSubTypes.class);
        return several == null
                ? Stream.of(value)
                : Arrays.stream(several.value()).map(JsonSubTypes.Type::value);
    }

    private String message(Class<?> record, String key) {
        Class<?> enclosing = record.getEnclosingClass();
        String name = (enclosing == null ? "" : enclosing.getSimpleName()) + record.getSimpleName();
        ObjectNode message = message(name, CloudEventHeaders.type(record), key, true);
        message.set("payload", schemas.of(record));
        return name;
    }

    private String deleted(Topic<?, ?> topic, Told told) {
        String name = told.value.getSimpleName() + "Deleted";
        ObjectNode message = message(name, topic.deletedType(), told.key, false);
        message.put("summary", "The key is gone: a record without a value, an event without data.");
        message.putObject("payload").put("type", "null");
        return name;
    }

    private String deadLetter(Told told) {
        String name = told.value.getSimpleName();
        ObjectNode message =
                messages.putObject(name)
                        .put("name", "io.batchline.deadletter")
                        .put("contentType", "application/octet-stream");
        ObjectNode headers = message.putObject("headers").put("type", "object");
        for (String header :
                List.of(
                        DeadLetter.ERROR,
                        DeadLetter.TOPIC,
                        DeadLetter.PARTITION,
                        DeadLetter.OFFSET,
                        DeadLetter.TIMESTAMP,
                        DeadLetter.ATTEMPTS,
                        DeadLetter.CUT_FROM,
                        DeadLetter.REPLAYED)) {
            headers.withObject("/properties").putObject(header).put("type", "string");
        }
        headers.put("additionalProperties", true);
        message.putObject("payload").put("description", "the bytes as they came");
        keyed(message, told.key);
        return name;
    }

    /// @param hasData whether there is a value
    private ObjectNode message(String name, String type, String key, boolean hasData) {
        ObjectNode message = messages.putObject(name).put("name", type);
        ObjectNode headers = message.putObject("headers").put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        properties.putObject("ce_specversion").put("const", "1.0");
        properties.putObject("ce_id").put("type", "string").put("description", "unique");
        properties
                .putObject("ce_source")
                .put("type", "string")
                .put("pattern", "^/")
                .put("description", "the program that wrote it, for example /coordinator");
        properties.putObject("ce_type").put("const", type);
        properties
                .putObject("ce_subject")
                .put("type", "string")
                .put("description", "the record's key");
        properties.putObject("ce_time").put("type", "string").put("format", "date-time");
        if (hasData) {
            properties.putObject("content-type").put("const", "application/json");
        }
        ArrayNode required = headers.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        headers.put("additionalProperties", true);
        keyed(message, key);
        return message;
    }

    private static void keyed(ObjectNode message, String description) {
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", description);
        kafka.put("bindingVersion", BINDING);
    }

    private static ObjectNode binding(Topic<?, ?> topic) {
        ObjectNode binding = NODES.objectNode().put("partitions", topic.partitions());
        ObjectNode configuration = binding.putObject("topicConfiguration");
        TopicSetup.configuration(topic.policy()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> {
                    if (each.getKey().equals(TopicConfig.CLEANUP_POLICY_CONFIG)) {
                        configuration.putArray(each.getKey()).add(each.getValue());
                    } else {
                        configuration.put(each.getKey(), Long.parseLong(each.getValue()));
                    }
                });
        return binding.put("bindingVersion", BINDING);
    }
}
