package io.batchline.cli.batches;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.Query;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.Rows;
import io.batchline.cli.shell.ServerOptions;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `workloads`: what batches there can be.
@Command(
        name = "workloads",
        mixinStandardHelpOptions = true,
        description = "The workloads that are installed, and the names of their options.")
public final class WorkloadsCommand implements Callable<Integer> {
    private final Setting setting;
    @Mixin private final ServerOptions server;
    @Mixin private final JsonChoice json = new JsonChoice();

    public WorkloadsCommand(Setting setting) {
        this.setting = setting;
        this.server = new ServerOptions(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var rows = new Rows(setting, json, "WORKLOAD", "TAKES LISTS", "OPTIONS");
        try (ApiClient api = server.client()) {
            for (JsonNode workload :
                    api.get("workloads", "/api/workloads", Query.NONE).path("workloads")) {

                List<String> options = new ArrayList<>();
                workload.path("options_schema")
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(options::add);
                rows.add(
                        workload,
                        workload.path("name").asText(),
                        workload.path("takes_items").asBoolean() ? "yes" : "no",
                        String.join(", ", options));
            }
        }
        rows.end();
        return ExitCode.DONE.code();
    }
}
