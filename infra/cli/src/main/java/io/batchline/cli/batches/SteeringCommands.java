package io.batchline.cli.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The commands that steer batches, one small class each.
public final class SteeringCommands {
    private static final String MOST_POSSIBLE = "max";

    private SteeringCommands() {}

    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Starts batches that were submitted with --start manual.")
    public static final class Start implements Callable<Integer> {
        @Mixin private final SomeBatches batches;

        public Start(Setting setting) {
            this.batches = new SomeBatches(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batches.ask(
                    (api, id) -> api.send("start", "POST", ApiClient.path(id, "/start"), null),
                    SteeringCommands::status);
        }
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Pauses batches: nothing new starts, what runs finishes.")
    public static final class Pause implements Callable<Integer> {
        @Mixin private final SomeBatches batches;

        public Pause(Setting setting) {
            this.batches = new SomeBatches(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batches.ask(ApiClient::pause, SteeringCommands::status);
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Lets paused batches go on.")
    public static final class Resume implements Callable<Integer> {
        @Mixin private final SomeBatches batches;

        public Resume(Setting setting) {
            this.batches = new SomeBatches(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batches.ask(ApiClient::resume, SteeringCommands::status);
        }
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Cancels batches: what runs is interrupted.")
    public static final class Cancel implements Callable<Integer> {
        @Mixin private final SomeBatches batches;

        public Cancel(Setting setting) {
            this.batches = new SomeBatches(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batches.ask(ApiClient::cancel, SteeringCommands::status);
        }
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Does the failed and cancelled items of ended batches again.")
    public static final class Retry implements Callable<Integer> {
        @Mixin private final SomeBatches batches;

        @Option(
                names = {"--items", "--item"},
                paramLabel = "ID",
                split = ",",
                description = "Only these items, separated by commas; repeatable")
        private List<String> items = new ArrayList<>();

        @Option(names = "--cause", description = "Only items that failed for this cause")
        private @Nullable String cause;

        public Retry(Setting setting) {
            this.batches = new SomeBatches(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batches.ask(
                    (api, id) -> api.retry(id, scope(items, cause)), SteeringCommands::status);
        }
    }

    @Command(
            name = "change",
            mixinStandardHelpOptions = true,
            description = "Changes how batches use the workers.")
    public static final class Change implements Callable<Integer> {
        @Mixin private final SomeBatches batches;

        @Option(names = "--priority", description = "urgent, high, normal or low")
        private @Nullable String priority;

        @Option(
                names = "--concurrency",
                paramLabel = "N",
                description = "1 to 20 items at once, or max: as many as the workers allow")
        private @Nullable String concurrency;

        public Change(Setting setting) {
            this.batches = new SomeBatches(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode change = change(priority, concurrency);
            return batches.ask(
                    (api, id) -> api.change(id, change),
                    changed ->
                            "priority %s, concurrency %s"
                                    .formatted(
                                            changed.path("priority").asText(),
                                            changed.hasNonNull("concurrency")
                                                    ? changed.path("concurrency").asText()
                                                    : MOST_POSSIBLE));
        }
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes finished batches and all that is kept of them.")
    public static final class Delete implements Callable<Integer> {
        @Mixin private final SomeBatches batches;

        public Delete(Setting setting) {
            this.batches = new SomeBatches(setting);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batches.ask(
                    (api, id) -> api.send("delete", "DELETE", ApiClient.path(id, ""), null),
                    _ -> "deleted");
        }
    }

    private static String status(JsonNode batch) {
        return batch.path("status").asText("accepted");
    }

    /// The body that asks for a retry of these.
    static ObjectNode scope(List<String> items, @Nullable String cause) {
        ObjectNode scope = JsonNodeFactory.instance.objectNode();
        if (!items.isEmpty()) {
            items.forEach(scope.putArray("items")::add);
        }
        if (cause != null) {
            scope.put("cause", cause);
        }
        return scope;
    }

    /// The body that asks for a change.
    ///
    /// @throws IllegalArgumentException when it would change nothing, or a number is none
    static ObjectNode change(@Nullable String priority, @Nullable String concurrency) {
        if (priority == null && concurrency == null) {
            throw new IllegalArgumentException(
                    "nothing to change: it takes --priority, --concurrency or both");
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        if (priority != null) {
            change.put("priority", priority);
        }
        if (MOST_POSSIBLE.equals(concurrency)) {
            change.putNull("concurrency");
        } else if (concurrency != null) {
            change.put("concurrency", number(concurrency));
        }
        return change;
    }

    private static int number(String concurrency) {
        try {
            return Integer.parseInt(concurrency);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--concurrency %s: it takes 1 to 20, or max".formatted(concurrency), e);
        }
    }
}
