package io.batchline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.id.BatchId;
import io.batchline.local.Local;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Makes a batch of sheets and takes it through the public API of a local server, as a user would.
final class Demo {
    private final Local local;
    private final Path folder;
    private final PrintStream out;

    Demo(Local local, Path data, PrintStream out) {
        this.local = local;
        this.folder = data.toAbsolutePath().resolve("demo");
        this.out = out;
    }

    ExitCode run(int count, long seed) throws IOException, InterruptedException {
        Path zip = sheets(count, seed);
        try (ApiClient api = new ApiClient(local.address(), local.ownersToken())) {
            BatchId batch = api.create("answer-sheets", "demo of %d sheets".formatted(count));
            out.println("Batch %s".formatted(batch.value()));
            api.upload(batch, zip);
            ExitCode end = new Watching(api, out).follow(batch);
            summarize(api, batch);
            return end;
        }
    }

    /// Generated once and kept: the same seed gives the same bytes.
    private Path sheets(int count, long seed) throws IOException, InterruptedException {
        Path zip = folder.resolve("sheets-%d-%d.zip".formatted(count, seed));
        if (!Files.exists(zip)) {
            Files.createDirectories(folder);
            out.println("Making %d answer sheets".formatted(count));
            Path draft = folder.resolve("sheets-%d-%d.new.zip".formatted(count, seed));
            SheetBatch made = SheetBatch.generate(SheetBatchSpec.of(count, seed), draft, _ -> {});
            Files.move(
                    made.truth(), folder.resolve("sheets-%d-%d.truth.csv".formatted(count, seed)));
            Files.delete(made.failures());
            Files.move(made.zip(), zip);
        }
        return zip;
    }

    private void summarize(ApiClient api, BatchId batch) throws IOException, InterruptedException {
        JsonNode status = api.status(batch);
        out.println();
        for (JsonNode stage : status.path("stages")) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "  %-20s %7.1f s  %d/%d",
                            stage.path("stage").asText(),
                            stage.path("seconds").asDouble(),
                            stage.path("done").asLong(),
                            stage.path("total").asLong()));
        }
        JsonNode counts = status.path("counts");
        out.println(
                "Done in %.1f s. Sheets read: %d, failed: %d, rows loaded: %d"
                        .formatted(
                                status.path("elapsed_seconds").asDouble(),
                                counts.path("succeeded").asInt(),
                                counts.path("failed").asInt(),
                                rowsLoaded(status)));
        if (status.path("status").asText().equals("completed")) {
            Path csv = folder.resolve(batch.value() + "-results.csv");
            api.download(batch, "results.csv", csv);
            out.println("CSV:  %s".formatted(csv));
            out.println("      %s".formatted(api.address(batch, "results.csv")));
        }
        out.println("Page: %s".formatted(local.address()));
    }

    private static long rowsLoaded(JsonNode status) {
        for (JsonNode stage : status.path("stages")) {
            if (stage.path("stage").asText().equals("loading_database")) {
                return stage.path("done").asLong();
            }
        }
        return 0;
    }
}
