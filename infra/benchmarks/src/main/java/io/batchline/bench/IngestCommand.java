package io.batchline.bench;

import io.batchline.local.Local;
import io.batchline.local.LocalConfig;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What the doors let through: bytes of a source, new batches, questions.
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description =
                "An upload beside bare writing of the same bytes, creations per second, and the list and status of many batches, on the whole local mode.")
final class IngestCommand implements Callable<Integer> {
    @Option(
            names = "--mib",
            defaultValue = "2048",
            description = "Mebibytes to upload (${DEFAULT-VALUE}).")
    private int mib;

    @Option(
            names = "--batches",
            defaultValue = "100000",
            description = "Batches that are known (${DEFAULT-VALUE}).")
    private int batches;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            description = "Creations per second that are asked for (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long batches are created (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--save", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path save;

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        var figures = new Figures();
        Path folder = Files.createTempDirectory("batchline-bench");
        try (Local local =
                Local.start(LocalConfig.in(folder.resolve("data"), 0, Optional.empty()))) {
            var client = new DoorClient(local.address(), local.ownersToken());
            new UploadBench(client, folder, (long) mib << 20, out).measure(figures);
            new CreationBench(client, rate, seconds, out).measure(figures);
            new QuestionBench(client, local.database(), batches, out).measure(figures);
        } finally {
            Folders.delete(folder);
        }
        out.print(figures.table());
        Path file = save;
        if (file != null) {
            Files.writeString(file, figures.json());
            out.printf("Saved in %s%n", file);
        }
        return 0;
    }
}
