package io.batchline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands that talk to a running server, one small class each.
final class ClientCommands {
    private ClientCommands() {}

    @Command(
            name = "submit",
            mixinStandardHelpOptions = true,
            description =
                    "Sends a ZIP, a PDF or a picture as a new batch and follows it to its end.")
    static final class Submit implements Callable<Integer> {
        @Mixin private ServerOptions server = new ServerOptions();

        @Mixin private TemplateOptions template = new TemplateOptions();

        @Parameters(
                paramLabel = "FILE",
                description = "The ZIP; or a PDF, TIFF, JPEG or PNG, with --template")
        private Path file = Path.of("");

        @Option(
                names = "--workload",
                defaultValue = "answer-sheets",
                description = "What the items are (default: answer-sheets)")
        private String workload = "answer-sheets";

        @Option(names = "--no-watch", description = "Print the batch's id and do not wait")
        private boolean noWatch;

        @Override
        public Integer call() throws IOException, InterruptedException {
            try (ApiClient api = server.client()) {
                BatchId batch =
                        api.create(
                                workload, String.valueOf(file.getFileName()), template.options());
                System.out.println("batch " + batch.value());
                api.upload(batch, file);
                return noWatch
                        ? ExitCode.DONE.code()
                        : new Watching(api, System.out).follow(batch).code();
            }
        }
    }

    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            description = "Follows a batch to its end.")
    static final class Watch implements Callable<Integer> {
        @Mixin private OneBatch batch = new OneBatch();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batch.follow((api, id) -> new Watching(api, System.out).follow(id));
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The newest batches.")
    static final class ListBatches implements Callable<Integer> {
        @Mixin private ServerOptions server = new ServerOptions();

        @Option(names = "--limit", defaultValue = "20", description = "How many (default: 20)")
        private int limit = 20;

        @Override
        public Integer call() throws IOException, InterruptedException {
            try (ApiClient api = server.client()) {
                for (JsonNode batch : api.list(limit).path("batches")) {
                    System.out.println(
                            String.format(
                                    Locale.ROOT,
                                    "%-28s %-11s %5.1f %%  %6d items  %6d failed  %s",
                                    batch.path("batch_id").asText(),
                                    batch.path("status").asText(),
                                    batch.path("batch_percentage").asDouble(),
                                    batch.path("counts").path("total").asInt(),
                                    batch.path("counts").path("failed").asInt(),
                                    batch.path("name").asText()));
                }
                return ExitCode.DONE.code();
            }
        }
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Cancels a batch.")
    static final class Cancel implements Callable<Integer> {
        @Mixin private OneBatch batch = new OneBatch();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return batch.ask(ApiClient::cancel);
        }
    }

    @Command(
            name = "results",
            mixinStandardHelpOptions = true,
            description = "Fetches the CSV of a finished batch.")
    static final class Results implements Callable<Integer> {
        @Mixin private OneBatch batch = new OneBatch();

        @Option(names = "--errors", description = "errors.csv instead of results.csv")
        private boolean errors;

        @Option(names = "--out", description = "Where to (default: its own name, here)")
        private Path out = Path.of("");

        @Override
        public Integer call() throws IOException, InterruptedException {
            String name = errors ? "errors.csv" : "results.csv";
            Path to = out.toString().isEmpty() ? Path.of(name) : out;
            return batch.ask((api, id) -> {
                api.download(id, name, to);
                System.out.println(to);
            });
        }
    }
}
