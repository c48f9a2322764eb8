package io.batchline.cli.hooks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.display.Amounts;
import io.batchline.cli.shell.OneCall;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands of `webhooks` that make an endpoint and change it.
final class EndpointChanges {
    private static final String EVENTS =
            "started, stage_finished, completed, failed, cancelled; separated by commas";
    private static final String SECRET = "secret";

    private EndpointChanges() {}

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description =
                    "A new endpoint. Its secret is printed this once, alone on the standard output.")
    static final class Add implements Callable<Integer> {
        @Mixin private final OneCall server;

        @Parameters(paramLabel = "URL", description = "https, to a public address")
        private String url = "";

        @Option(names = "--events", split = ",", description = EVENTS + " (default: all)")
        private List<String> events = new ArrayList<>();

        @Option(names = "--description", paramLabel = "TEXT", description = "What it is for")
        private @Nullable String description;

        Add(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode body = body(events, description).put("url", url);
            return server.draw(
                    "add a webhook",
                    WebhooksCommand.PATH,
                    body,
                    SECRET,
                    made ->
                            "Webhook %s; its secret, shown this once:"
                                    .formatted(made.path("webhook_id").asText()));
        }
    }

    @Command(
            name = "change",
            mixinStandardHelpOptions = true,
            description = "What an endpoint is told, and whether.")
    static final class Change implements Callable<Integer> {
        @Mixin private final OneCall server;

        @Parameters(paramLabel = "WEBHOOK", description = Endpoint.ID)
        private String id = "";

        @Option(names = "--events", split = ",", description = EVENTS)
        private List<String> events = new ArrayList<>();

        @Option(names = "--description", paramLabel = "TEXT", description = "What it is for")
        private @Nullable String description;

        @Option(names = "--enable", description = "It is told what happens from now on")
        private boolean enable;

        @Option(names = "--disable", description = "It is told nothing; what waits for it fails")
        private boolean disable;

        Change(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            if (enable && disable) {
                throw new IllegalArgumentException("it takes --enable or --disable, not both");
            }
            ObjectNode body = body(events, description);
            if (enable || disable) {
                body.put("enabled", enable);
            }
            if (body.isEmpty()) {
                throw new IllegalArgumentException(
                        "nothing to change: it takes --events, --description, --enable or --disable");
            }
            return server.send(
                    "change a webhook",
                    "PATCH",
                    WebhooksCommand.path(id),
                    body,
                    webhook ->
                            "%s: %s, told of %s"
                                    .formatted(
                                            id, Endpoint.state(webhook), Endpoint.events(webhook)));
        }
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description =
                    "Another secret, printed this once, alone on the standard output; the one before signs too for a day.")
    static final class Rotate implements Callable<Integer> {
        @Mixin private final OneCall server;

        @Parameters(paramLabel = "WEBHOOK", arity = "0..1", description = Endpoint.ID)
        private @Nullable String id;

        @Option(
                names = "--of-batches",
                description = "The tenant's, which signs what goes to the webhook_url of batches")
        private boolean ofBatches;

        Rotate(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            if ((id == null) != ofBatches) {
                throw new IllegalArgumentException("it takes a webhook or --of-batches");
            }
            String path = id == null ? WebhooksCommand.PATH : WebhooksCommand.path(id);
            return server.draw(
                    "rotate a secret",
                    path + "/secret",
                    null,
                    SECRET,
                    made ->
                            "The secret, shown this once; the one before signs too until %s:"
                                    .formatted(
                                            Amounts.moment(
                                                    made.path("previous_valid_until").asText())));
        }
    }

    private static ObjectNode body(List<String> events, @Nullable String description) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!events.isEmpty()) {
            events.forEach(body.putArray("events")::add);
        }
        if (description != null) {
            body.put("description", description);
        }
        return body;
    }
}
