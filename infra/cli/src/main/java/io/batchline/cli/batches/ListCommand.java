package io.batchline.cli.batches;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.Query;
import io.batchline.cli.display.Amounts;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.Limit;
import io.batchline.cli.shell.Rows;
import io.batchline.cli.shell.ServerOptions;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `list`: the newest batches.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The newest batches, the newest first.")
public final class ListCommand implements Callable<Integer> {
    private final Setting setting;
    @Mixin private final ServerOptions server;
    @Mixin private final JsonChoice json = new JsonChoice();

    @Option(
            names = "--status",
            description =
                    "pending, uploading, processing, paused, cancelling, completed, failed or cancelled")
    private @Nullable String status;

    @Option(names = "--workload", description = "Only batches of this workload")
    private @Nullable String workload;

    @Option(names = "--priority", description = "urgent, high, normal or low")
    private @Nullable String priority;

    @Option(names = "--run-id", description = "Only batches of this run")
    private @Nullable String runId;

    @Option(
            names = "--created-after",
            paramLabel = "TIME",
            description = "For example 2026-11-22T08:00:00Z")
    private @Nullable String createdAfter;

    @Option(names = "--limit", defaultValue = "20", description = "How many (default: 20)")
    private int limit = 20;

    public ListCommand(Setting setting) {
        this.setting = setting;
        this.server = new ServerOptions(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Query query =
                Query.NONE
                        .with("status", status)
                        .with("workload", workload)
                        .with("priority", priority)
                        .with("run_id", runId)
                        .with("created_after", createdAfter);
        var rows =
                new Rows(
                        setting,
                        json,
                        "BATCH",
                        "STATUS",
                        "DONE",
                        "ITEMS",
                        "FAILED",
                        "WORKLOAD",
                        "CREATED",
                        "NAME");
        try (ApiClient api = server.client()) {
            api.list(
                    "list",
                    "/api/batches",
                    query,
                    "batches",
                    Limit.checked(limit),
                    batch -> add(rows, batch));
        }
        rows.end();
        return ExitCode.DONE.code();
    }

    private static void add(Rows rows, JsonNode batch) {
        rows.add(
                batch,
                batch.path("batch_id").asText(),
                batch.path("status").asText(),
                String.format(Locale.ROOT, "%.1f %%", batch.path("batch_percentage").asDouble()),
                batch.path("counts").path("total").asText(),
                batch.path("counts").path("failed").asText(),
                batch.path("workload").asText(),
                Amounts.moment(batch.path("created_at").asText()),
                batch.path("name").asText());
    }
}
