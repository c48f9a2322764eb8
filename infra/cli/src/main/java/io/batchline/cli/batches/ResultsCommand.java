package io.batchline.cli.batches;

import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.Query;
import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.Setting;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `results`: what came of a batch.
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        description =
                "Fetches the CSV of a finished batch, its errors, or the rows as JSON, while it runs too.")
public final class ResultsCommand implements Callable<Integer> {
    private static final Path OUTPUT = Path.of("-");

    private final Setting setting;
    @Mixin private final OneBatch batch;

    @Option(
            names = "--format",
            defaultValue = "csv",
            description = "csv, errors (CSV), evaluation (CSV) or json (default: csv)")
    private Format format = Format.CSV;

    @Option(names = "--errors", description = "The same as --format errors")
    private boolean errors;

    @Option(names = "--json", description = "The same as --format json")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to; - prints (default: its own name, here; JSON is printed)")
    private @Nullable Path out;

    /// What is fetched, and its own name.
    enum Format {
        CSV("results.csv"),
        ERRORS("errors.csv"),
        EVALUATION("evaluation.csv"),
        JSON("-");

        private final String file;

        Format(String file) {
            this.file = file;
        }
    }

    public ResultsCommand(Setting setting) {
        this.setting = setting;
        this.batch = new OneBatch(setting);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Format wanted = errors ? Format.ERRORS : json ? Format.JSON : format;
        Path to = out == null ? Path.of(wanted.file) : out;
        BatchId id = batch.id();
        try (ApiClient api = batch.client()) {
            if (to.equals(OUTPUT)) {
                write(api, id, wanted, setting.out());
            } else {
                WholeFile.write(to, file -> write(api, id, wanted, file));
                setting.out().println(to);
            }
        }
        return ExitCode.DONE.code();
    }

    private static void write(ApiClient api, BatchId id, Format wanted, OutputStream to)
            throws IOException, InterruptedException {
        if (wanted != Format.JSON) {
            api.copy(wanted.file, ApiClient.path(id, "/" + wanted.file), to);
            return;
        }
        PrintStream lines = new PrintStream(to, false, StandardCharsets.UTF_8);
        api.list(
                "results",
                ApiClient.path(id, "/results"),
                Query.NONE,
                "results",
                Integer.MAX_VALUE,
                lines::println);
        lines.flush();
    }
}
