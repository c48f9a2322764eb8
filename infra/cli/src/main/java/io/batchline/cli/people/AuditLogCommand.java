package io.batchline.cli.people;

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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `audit-log`: who did what.
@Command(
        name = "audit-log",
        mixinStandardHelpOptions = true,
        description = "Who did what in the tenant, the newest first; for administrators.")
public final class AuditLogCommand implements Callable<Integer> {
    private final Setting setting;
    @Mixin private final ServerOptions server;
    @Mixin private final JsonChoice json = new JsonChoice();

    @Option(names = "--by", paramLabel = "USER", description = "Only what this user did")
    private @Nullable String user;

    @Option(names = "--action", description = "Only this operation, for example createBatch")
    private @Nullable String action;

    @Option(names = "--outcome", description = "done, refused or failed")
    private @Nullable String outcome;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "For example 2026-11-22T08:00:00Z")
    private @Nullable String since;

    @Option(names = "--limit", defaultValue = "50", description = "How many (default: 50)")
    private int limit = 50;

    public AuditLogCommand(Setting setting) {
        this.setting = setting;
        this.server = new ServerOptions(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Query query =
                Query.NONE
                        .with("user", user)
                        .with("action", action)
                        .with("outcome", outcome)
                        .with("since", since);
        var rows = new Rows(setting, json, "AT", "USER", "WITH", "FROM", "ACTION", "OUTCOME", "ON");
        try (ApiClient api = server.client()) {
            api.list(
                    "audit log",
                    "/api/audit",
                    query,
                    "entries",
                    Limit.checked(limit),
                    entry ->
                            rows.add(
                                    entry,
                                    Amounts.moment(entry.path("at").asText()),
                                    entry.path("username").asText("-"),
                                    entry.path("credential").asText(),
                                    entry.path("address").asText(),
                                    entry.path("action").asText(),
                                    "%s %s"
                                            .formatted(
                                                    entry.path("outcome").asText(),
                                                    entry.path("status").asText()),
                                    entry.path("subject").asText()));
        }
        rows.end();
        return ExitCode.DONE.code();
    }
}
