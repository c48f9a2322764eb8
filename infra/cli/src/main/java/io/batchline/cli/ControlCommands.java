package io.batchline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The commands that steer a batch of a running server, one small class each.
final class ControlCommands {
    private static final String MOST_POSSIBLE = "max";

    private ControlCommands() {}

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Pauses a batch: nothing new starts, what runs finishes.")
    static final class Pause implements Callable<Integer> {
        @Mixin private OneBatch batch = new OneBatch();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batch.ask(ApiClient::pause);
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Lets a paused batch go on.")
    static final class Resume implements Callable<Integer> {
        @Mixin private OneBatch batch = new OneBatch();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batch.ask(ApiClient::resume);
        }
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Does the failed and cancelled items of an ended batch again.")
    static final class Retry implements Callable<Integer> {
        @Mixin private OneBatch batch = new OneBatch();

        @Option(names = "--item", paramLabel = "ID", description = "Only this item; repeatable")
        private List<String> items = List.of();

        @Option(names = "--cause", description = "Only items that failed for this cause")
        private @Nullable String cause;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batch.ask((api, id) -> api.retry(id, scope(items, cause)));
        }
    }

    @Command(
            name = "audit",
            mixinStandardHelpOptions = true,
            description = "Compares what coordinator, read model, CSV, database and events know.")
    static final class Audit implements Callable<Integer> {
        @Mixin private OneBatch batch = new OneBatch();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batch.follow((api, id) -> {
                JsonNode audit = api.audit(id);
                System.out.println(audit.toPrettyString());
                boolean consistent = audit.path("verdict").asText().equals("consistent");
                return consistent ? ExitCode.DONE : ExitCode.ERROR;
            });
        }
    }

    @Command(
            name = "change",
            mixinStandardHelpOptions = true,
            description = "Changes how a batch uses the workers.")
    static final class Change implements Callable<Integer> {
        @Mixin private OneBatch batch = new OneBatch();

        @Option(names = "--priority", description = "urgent, high, normal or low")
        private @Nullable String priority;

        @Option(
                names = "--concurrency",
                paramLabel = "N",
                description = "1 to 20 items at once, or max: as many as the workers allow")
        private @Nullable String concurrency;

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode change = change(priority, concurrency);
            return batch.ask((api, id) -> {
                JsonNode changed = api.change(id, change);
                System.out.println(
                        "priority %s, concurrency %s"
                                .formatted(
                                        changed.path("priority").asText(),
                                        changed.hasNonNull("concurrency")
                                                ? changed.path("concurrency").asText()
                                                : MOST_POSSIBLE));
            });
        }
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
