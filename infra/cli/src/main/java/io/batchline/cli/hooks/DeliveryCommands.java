package io.batchline.cli.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.Query;
import io.batchline.cli.display.Amounts;
import io.batchline.cli.shell.Limit;
import io.batchline.cli.shell.OneCall;
import io.batchline.cli.shell.Setting;
import io.batchline.cli.shell.Table;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands of `webhooks` that are about what was sent.
final class DeliveryCommands {
    private static final String PATH = WebhooksCommand.PATH + "/deliveries";
    private static final String ID = "Its id, as `webhooks deliveries` shows it";
    private static final String ATTEMPTS = "attempts";

    private DeliveryCommands() {}

    @Command(
            name = "deliveries",
            mixinStandardHelpOptions = true,
            description = "What was sent in 30 days, the newest first.")
    static final class ListDeliveries implements Callable<Integer> {
        @Mixin private final OneCall server;

        @Option(names = "--batch", paramLabel = "ID", description = "Only about this batch")
        private @Nullable String batch;

        @Option(names = "--webhook", paramLabel = "ID", description = "Only to this endpoint")
        private @Nullable String webhook;

        @Option(
                names = "--state",
                description = "waiting, delivered or failed; several separated by commas")
        private @Nullable String state;

        @Option(names = "--limit", defaultValue = "50", description = "How many (default: 50)")
        private int limit = 50;

        ListDeliveries(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return server.list(
                    PATH,
                    Query.NONE
                            .with("batch_id", batch)
                            .with("webhook_id", webhook)
                            .with("state", state),
                    "deliveries",
                    Limit.checked(limit),
                    delivery ->
                            new String[] {
                                delivery.path("delivery_id").asText(),
                                Amounts.moment(delivery.path("created_at").asText()),
                                delivery.path("state").asText(),
                                String.valueOf(delivery.path(ATTEMPTS).size()),
                                last(delivery),
                                delivery.path("event_id").asText(),
                                delivery.path("url").asText()
                            },
                    "DELIVERY",
                    "AT",
                    "STATE",
                    "TRIES",
                    "LAST",
                    "EVENT",
                    "TO");
        }
    }

    @Command(
            name = "attempts",
            mixinStandardHelpOptions = true,
            description = "Every attempt of a delivery.")
    static final class Attempts implements Callable<Integer> {
        @Mixin private final OneCall server;

        @Parameters(paramLabel = "DELIVERY", description = ID)
        private String id = "";

        Attempts(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return server.show("delivery", path(id), Attempts::table);
        }

        private static Table table(JsonNode delivery) {
            var table = new Table("ATTEMPT", "AT", "SECONDS", "ANSWER");
            for (JsonNode attempt : delivery.path(ATTEMPTS)) {
                table.add(
                        attempt.path("attempt").asText(),
                        Amounts.moment(attempt.path("at").asText()),
                        String.format(Locale.ROOT, "%.2f", attempt.path("seconds").asDouble()),
                        answer(attempt));
            }
            return table;
        }
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Sends a delivery again, with a day of its own.")
    static final class Replay implements Callable<Integer> {
        @Mixin private final OneCall server;

        @Parameters(paramLabel = "DELIVERY", description = ID)
        private String id = "";

        Replay(Setting setting) {
            this.server = new OneCall(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return server.send(
                    "replay a delivery",
                    "POST",
                    path(id) + "/replay",
                    null,
                    delivery -> "%s: %s".formatted(id, delivery.path("state").asText()));
        }
    }

    private static String path(String id) {
        return PATH + "/" + Query.encoded(id);
    }

    private static String last(JsonNode delivery) {
        JsonNode attempts = delivery.path(ATTEMPTS);
        return attempts.isEmpty() ? "-" : answer(attempts.get(attempts.size() - 1));
    }

    private static String answer(JsonNode attempt) {
        return attempt.hasNonNull("status")
                ? attempt.path("status").asText()
                : attempt.path("error").asText();
    }
}
