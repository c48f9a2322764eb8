package io.batchline.cli.hooks;

import io.batchline.cli.client.Query;
import io.batchline.cli.shell.OneCall;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The commands of `webhooks` that look at an endpoint, try it and remove it.
final class EndpointCommands {
    private EndpointCommands() {}

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The endpoints.")
    static final class ListEndpoints implements Callable<Integer> {
        @Mixin private final OneCall server;

        ListEndpoints(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return server.list(
                    WebhooksCommand.PATH,
                    Query.NONE,
                    "webhooks",
                    Integer.MAX_VALUE,
                    webhook ->
                            new String[] {
                                webhook.path("webhook_id").asText(),
                                webhook.path("enabled").asBoolean() ? "enabled" : "disabled",
                                Endpoint.events(webhook),
                                webhook.path("url").asText(),
                                webhook.path("description").asText("")
                            },
                    "WEBHOOK",
                    "STATE",
                    "EVENTS",
                    "URL",
                    "DESCRIPTION");
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "All that is known of an endpoint, but its secret.")
    static final class Show implements Callable<Integer> {
        @Mixin private final OneCall server;

        @Parameters(paramLabel = "WEBHOOK", description = Endpoint.ID)
        private String id = "";

        Show(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return server.show("webhook", WebhooksCommand.path(id), Endpoint::table);
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes an endpoint with its deliveries.")
    static final class Remove implements Callable<Integer> {
        @Mixin private final OneCall server;

        @Parameters(paramLabel = "WEBHOOK", description = Endpoint.ID)
        private String id = "";

        Remove(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return server.send(
                    "remove a webhook",
                    "DELETE",
                    WebhooksCommand.path(id),
                    null,
                    _ -> id + ": removed");
        }
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Sends an endpoint an event of its own to try it.")
    static final class Try implements Callable<Integer> {
        @Mixin private final OneCall server;

        @Parameters(paramLabel = "WEBHOOK", description = Endpoint.ID)
        private String id = "";

        Try(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return server.send(
                    "test a webhook",
                    "POST",
                    WebhooksCommand.path(id) + "/test",
                    null,
                    made -> "delivery " + made.path("delivery_id").asText());
        }
    }
}
