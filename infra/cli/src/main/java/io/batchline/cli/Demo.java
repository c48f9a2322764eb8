package io.batchline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.display.Board;
import io.batchline.cli.shell.Boards;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.Setting;
import io.batchline.cli.watch.Watched;
import io.batchline.contract.id.BatchId;
import io.batchline.local.Local;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Makes a batch of sheets and takes it through the public API of a local server, as a user would.
final class Demo {
    private final Local local;
    private final Optional<String> password;
    private final Path folder;
    private final Setting setting;
    private final PrintStream out;

    Demo(Local local, Optional<String> password, Path data, Setting setting) {
        this.local = local;
        this.password = password;
        this.folder = data.toAbsolutePath().resolve("demo");
        this.setting = setting;
        this.out = setting.out();
    }

    ExitCode run(int count, long seed) throws IOException, InterruptedException {
        Path zip = sheets(count, seed);
        try (ApiClient api = client()) {
            BatchId batch = api.create("answer-sheets", "demo of %d sheets".formatted(count));
            out.println("Batch %s, live: %s".formatted(batch.value(), page(batch)));
            api.upload(batch, zip);
            ExitCode end = follow(api, batch);
            summarize(api, batch);
            return end;
        }
    }

    private ExitCode follow(ApiClient api, BatchId batch) throws IOException, InterruptedException {
        try (Board board = Boards.ofStages(setting)) {
            return new Watched(api, batch, "demo", board).follow();
        }
    }

    /// Logged in by the password where it is known: at the first start, or when it was given.
    private ApiClient client() throws IOException, InterruptedException {
        return password.isPresent()
                ? ApiClient.login(local.address(), "admin", password.get())
                : new ApiClient(local.address(), local.ownersToken());
    }

    private URI page(BatchId batch) {
        return local.address().resolve("#/batches/" + batch.value());
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
        out.println("Page: %s".formatted(page(batch)));
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
