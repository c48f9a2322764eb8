package io.batchline.cli.batches;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.display.Amounts;
import io.batchline.cli.display.SafeText;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.Setting;
import io.batchline.cli.shell.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `status`: all that is known of a batch.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "All that is known of a batch, and what it waits for.",
            "The exit code tells how it ended; 0 also while it runs."
        })
public final class StatusCommand implements Callable<Integer> {
    private static final List<String> STATES =
            List.of("waiting", "running", "retrying", "succeeded", "failed", "cancelled");

    private final Setting setting;
    @Mixin private final OneBatch batch;
    @Mixin private final JsonChoice json = new JsonChoice();

    public StatusCommand(Setting setting) {
        this.setting = setting;
        this.batch = new OneBatch(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ApiClient api = batch.client()) {
            JsonNode status = api.status(batch.id());
            if (json.isChosen()) {
                setting.out().println(status);
            } else {
                print(status, setting.out());
            }
            return end(status).code();
        }
    }

    static ExitCode end(JsonNode status) {
        return switch (status.path("status").asText()) {
            case "failed" -> ExitCode.FAILED;
            case "cancelled" -> ExitCode.CANCELLED;
            case "completed" ->
                    status.path("counts").path("failed").asLong() > 0
                            ? ExitCode.DONE_WITH_FAILURES
                            : ExitCode.DONE;
            default -> ExitCode.DONE;
        };
    }

    private static void print(JsonNode status, PrintStream out) {
        line(out, "Batch", status.path("batch_id").asText());
        line(out, "Name", status.path("name").asText());
        line(out, "Workload", status.path("workload").asText());
        line(out, "Status", head(status));
        line(out, "Items", counts(status.path("counts")));
        text(out, "Waits for", status.path("waiting_reason"));
        text(out, "Why", status.path("reason").path("message"));
        text(out, "Tells", status.path("definition").path("webhook_url"));
        moment(out, "Created", status.path("created_at"));
        moment(out, "Completed", status.path("completed_at"));
        if (status.hasNonNull("eta_seconds")) {
            line(out, "ETA", time(status.path("eta_seconds")));
        }
        out.println();
        Table stages = new Table("STAGE", "STATE", "DONE", "TIME");
        for (JsonNode stage : status.path("stages")) {
            stages.add(
                    stage.path("label").asText(),
                    stage.path("state").asText(),
                    "%d/%d".formatted(stage.path("done").asLong(), stage.path("total").asLong()),
                    stage.hasNonNull("seconds") ? time(stage.path("seconds")) : "");
        }
        stages.print(out);
        failures(status.path("failures"), out);
    }

    private static void failures(JsonNode failures, PrintStream out) {
        if (failures.isEmpty()) {
            return;
        }
        out.println();
        Table causes = new Table("FAILED", "CAUSE", "FOR EXAMPLE");
        for (JsonNode failure : failures) {
            causes.add(
                    failure.path("count").asText(),
                    failure.path("cause").asText(),
                    failure.path("message").asText(""));
        }
        causes.print(out);
    }

    private static String head(JsonNode status) {
        return String.format(
                Locale.ROOT,
                "%s, %.1f %%%s%s",
                status.path("status").asText(),
                status.path("batch_percentage").asDouble(),
                status.path("stalled").asBoolean() ? ", stalled" : "",
                status.hasNonNull("message") ? ": " + status.path("message").asText() : "");
    }

    private static String counts(JsonNode counts) {
        List<String> parts = new ArrayList<>();
        parts.add(counts.path("total").asText());
        STATES.stream()
                .filter(state -> counts.path(state).asLong() > 0)
                .forEach(state -> parts.add("%s %s".formatted(counts.path(state).asText(), state)));
        return String.join(", ", parts);
    }

    private static void text(PrintStream out, String name, JsonNode value) {
        if (value.isTextual()) {
            line(out, name, value.asText());
        }
    }

    private static void moment(PrintStream out, String name, JsonNode value) {
        if (value.isTextual()) {
            line(out, name, Amounts.moment(value.asText()));
        }
    }

    private static void line(PrintStream out, String name, String value) {
        out.println("%-10s %s".formatted(name, SafeText.of(value)));
    }

    private static String time(JsonNode seconds) {
        return Amounts.time(Duration.ofMillis(Math.round(seconds.asDouble() * 1000)));
    }
}
