package io.batchline.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What the doors let through: bytes of a source, new batches, questions.
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description =
                "An upload beside bare writing of the same bytes, creations per second, and the list and status of many batches, on the whole local mode in a process of its own.")
final class IngestCommand implements Callable<Integer> {
    @Option(
            names = "--mib",
            defaultValue = "2048",
            description = "Mebibytes to upload (${DEFAULT-VALUE}; 0: none).")
    private int mib;

    @Option(
            names = "--batches",
            defaultValue = "100000",
            description = "Batches that are known (${DEFAULT-VALUE}; 0: asks nothing).")
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

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description =
                    "Seconds of creations before: for the first 50,000 the server's compiler takes as much as the server (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--save", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path save;

    @Option(
            names = "--own-flags",
            description =
                    "The server gets the flags of this process, as `batchline local` has them; otherwise it is compiled as the JVM does by itself, as a service in a cluster is.")
    private boolean ownFlags;

    @Option(
            names = "--flag",
            description = "One more flag of the server's JVM, such as a flight recorder's.")
    private List<String> more = List.of();

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        var figures = new Figures();
        Path folder = Files.createTempDirectory("batchline-bench");
        try (LocalServer server = LocalServer.start(folder, flags())) {
            DoorClient client = server.client();
            // Before gigabytes are written and removed: what those leave the disk to do is not
            // theirs.
            new CreationBench(client, server, rate, warmUp, seconds, out).measure(figures);
            if (batches > 0) {
                new QuestionBench(client, server.database(), batches, out).measure(figures);
            }
            if (mib > 0) {
                new UploadBench(client, server, folder, (long) mib << 20, out).measure(figures);
            }
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

    /// The memory is that of `batchline local` either way.
    private List<String> flags() {
        Stream<String> own =
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> flag.startsWith("-X"))
                        .filter(flag -> ownFlags || !flag.startsWith("-XX:Tier"));
        return Stream.concat(own, more.stream()).toList();
    }
}
