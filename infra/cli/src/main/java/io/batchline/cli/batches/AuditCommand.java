package io.batchline.cli.batches;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.JsonChoice;
import io.batchline.cli.shell.Setting;
import io.batchline.cli.shell.Table;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `audit`: whether everybody knows the same of a batch.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Compares what coordinator, read model, CSV, database and events know.")
public final class AuditCommand implements Callable<Integer> {
    private final Setting setting;
    @Mixin private final OneBatch batch;
    @Mixin private final JsonChoice json = new JsonChoice();

    public AuditCommand(Setting setting) {
        this.setting = setting;
        this.batch = new OneBatch(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ApiClient api = batch.client()) {
            JsonNode audit = api.audit(batch.id());
            if (json.isChosen()) {
                setting.out().println(audit);
            } else {
                print(audit);
            }
            boolean consistent = audit.path("verdict").asText().equals("consistent");
            return (consistent ? ExitCode.DONE : ExitCode.ERROR).code();
        }
    }

    private void print(JsonNode audit) {
        setting.out().println("Verdict: " + audit.path("verdict").asText());
        Table known = new Table("WHO", "ITEMS", "SUCCEEDED", "FAILED", "CANCELLED");
        for (String who : new String[] {"coordinator", "read_model"}) {
            JsonNode counts = audit.path(who).path("counts");
            known.add(
                    who.replace('_', ' '),
                    counts.path("total").asText(),
                    counts.path("succeeded").asText(),
                    counts.path("failed").asText(),
                    counts.path("cancelled").asText());
        }
        known.print(setting.out());
        rows("CSV", audit.path("csv_rows"));
        rows("Database", audit.path("database_rows"));
        for (JsonNode difference : audit.path("differences")) {
            setting.out()
                    .println(
                            "Difference between %s: %s is %s and %s"
                                    .formatted(
                                            difference.path("between").asText(),
                                            difference.path("what").asText(),
                                            difference.path("one").asText(),
                                            difference.path("other").asText()));
        }
    }

    private void rows(String where, JsonNode rows) {
        if (rows.isNumber()) {
            setting.out().println("%s: %s rows".formatted(where, rows.asText()));
        }
    }
}
