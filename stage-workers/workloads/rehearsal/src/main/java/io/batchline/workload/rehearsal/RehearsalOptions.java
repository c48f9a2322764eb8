package io.batchline.workload.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/// How a rehearsed batch behaves.
///
/// @param items how many it has, 1 to 1,000,000
/// @param itemTime how long process takes for one, 0 s to 60 s
/// @param transientPercent how many of the attempts fail and may be tried again, by chance
/// @param permanentPercent how many of the items fail for good, always the same ones
/// @param doubtfulPercent how many of the items have a doubtful field, always the same ones
public record RehearsalOptions(
        int items,
        Duration itemTime,
        int transientPercent,
        int permanentPercent,
        int doubtfulPercent) {
    private static final String ITEMS = "items";
    private static final String ITEM_MILLIS = "item_millis";
    private static final String TRANSIENT_PERCENT = "transient_percent";
    private static final String PERMANENT_PERCENT = "permanent_percent";

    private static final String DOUBTFUL_PERCENT = "doubtful_percent";

    /// Items that do nothing.
    public static RehearsalOptions empty(int items) {
        return new RehearsalOptions(items, Duration.ZERO, 0, 0, 0);
    }

    public RehearsalOptions lasting(Duration time) {
        return new RehearsalOptions(
                items, time, transientPercent, permanentPercent, doubtfulPercent);
    }

    public RehearsalOptions failing(int transientPercent, int permanentPercent) {
        return new RehearsalOptions(
                items, itemTime, transientPercent, permanentPercent, doubtfulPercent);
    }

    public RehearsalOptions doubting(int percent) {
        return new RehearsalOptions(items, itemTime, transientPercent, permanentPercent, percent);
    }

    static RehearsalOptions of(ObjectNode json) {
        return new RehearsalOptions(
                json.path(ITEMS).asInt(1),
                Duration.ofMillis(json.path(ITEM_MILLIS).asInt()),
                json.path(TRANSIENT_PERCENT).asInt(),
                json.path(PERMANENT_PERCENT).asInt(),
                json.path(DOUBTFUL_PERCENT).asInt());
    }

    /// As a batch's `options`.
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put(ITEMS, items)
                .put(ITEM_MILLIS, itemTime.toMillis())
                .put(TRANSIENT_PERCENT, transientPercent)
                .put(PERMANENT_PERCENT, permanentPercent)
                .put(DOUBTFUL_PERCENT, doubtfulPercent);
    }

    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        integer(properties, ITEMS, 1, 1_000_000);
        integer(properties, ITEM_MILLIS, 0, 60_000);
        integer(properties, TRANSIENT_PERCENT, 0, 100);
        integer(properties, PERMANENT_PERCENT, 0, 100);
        integer(properties, DOUBTFUL_PERCENT, 0, 100);
        return schema;
    }

    private static void integer(ObjectNode properties, String name, int least, int most) {
        properties
                .putObject(name)
                .put("type", "integer")
                .put("minimum", least)
                .put("maximum", most);
    }
}
