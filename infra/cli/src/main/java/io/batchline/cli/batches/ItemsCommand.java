package io.batchline.cli.batches;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.Query;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.Limit;
import io.batchline.cli.shell.Rows;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `items`: the items of a batch.
@Command(
        name = "items",
        mixinStandardHelpOptions = true,
        description = "The items of a batch, in the order of its source.")
public final class ItemsCommand implements Callable<Integer> {
    private final Setting setting;
    @Mixin private final OneBatch batch;
    @Mixin private final JsonChoice json = new JsonChoice();

    @Option(
            names = "--state",
            description = "waiting, running, retrying, succeeded, failed or cancelled")
    private @Nullable String state;

    @Option(names = "--cause", description = "Only those that failed for this cause")
    private @Nullable String cause;

    @Option(names = "--group", description = "Only those of this group")
    private @Nullable String group;

    @Option(names = "--limit", defaultValue = "100", description = "How many (default: 100)")
    private int limit = 100;

    @Option(names = "--all", description = "However many there are")
    private boolean all;

    public ItemsCommand(Setting setting) {
        this.setting = setting;
        this.batch = new OneBatch(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Query query = Query.NONE.with("state", state).with("cause", cause).with("group", group);
        int most = all ? Integer.MAX_VALUE : Limit.checked(limit);
        var rows =
                new Rows(
                        setting,
                        json,
                        "ITEM",
                        "STATE",
                        "ATTEMPTS",
                        "GROUP",
                        "NAME",
                        "CAUSE",
                        "MESSAGE");
        try (ApiClient api = batch.client()) {
            String path = ApiClient.path(batch.id(), "/items");
            api.list("items", path, query, "items", most, item -> add(rows, item));
        }
        rows.end();
        return ExitCode.DONE.code();
    }

    private static void add(Rows rows, JsonNode item) {
        rows.add(
                item,
                item.path("job_id").asText(),
                item.path("state").asText(),
                item.path("attempts").asText(),
                item.path("group").asText(""),
                item.path("name").asText(""),
                item.path("error").path("cause").asText(""),
                item.path("error").path("message").asText(item.path("waiting_reason").asText("")));
    }
}
