package io.batchline.cli.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.display.Amounts;
import io.batchline.cli.shell.Table;
import java.util.ArrayList;
import java.util.List;

/// An endpoint, as the server tells it, for people.
final class Endpoint {
    static final String ID = "Its id, as `webhooks list` shows it";

    private Endpoint() {}

    static Table table(JsonNode webhook) {
        var table = new Table("WEBHOOK", webhook.path("webhook_id").asText());
        table.add("URL", webhook.path("url").asText());
        table.add("Events", events(webhook));
        table.add("State", state(webhook));
        table.add("Description", webhook.path("description").asText("-"));
        table.add(
                "Made",
                "%s by %s"
                        .formatted(
                                Amounts.moment(webhook.path("created_at").asText()),
                                webhook.path("created_by").asText()));
        return table;
    }

    static String events(JsonNode webhook) {
        List<String> events = new ArrayList<>();
        webhook.path("events").forEach(event -> events.add(event.asText()));
        return String.join(",", events);
    }

    static String state(JsonNode webhook) {
        return webhook.path("enabled").asBoolean()
                ? "enabled"
                : "disabled since %s: %s"
                        .formatted(
                                Amounts.moment(webhook.path("disabled_at").asText()),
                                webhook.path("disabled_because").asText());
    }
}
