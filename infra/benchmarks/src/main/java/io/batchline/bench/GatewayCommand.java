package io.batchline.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Streams of the gateway beside Nchan's under the same load.
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description =
                "Many streams of the gateway, fed through Kafka, beside the same streams of Nchan where nginx has it; each server in processes of its own, the load in this one.")
final class GatewayCommand implements Callable<Integer> {
    @Option(
            names = "--connections",
            defaultValue = "10000",
            description = "Streams that are open at once (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long each load is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "10",
            description = "Seconds of the same load before (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--load",
            split = ",",
            defaultValue = "one,many,page,storm,stalled,read-in",
            description = "Which loads (${DEFAULT-VALUE}).")
    private Set<String> loads = Set.of();

    @Option(names = "--alone", description = "Without Nchan.")
    private boolean alone;

    @Option(
            names = "--heap",
            defaultValue = "192",
            description = "Mebibytes of the gateway's heap (${DEFAULT-VALUE}: as it is started).")
    private int heap;

    @Option(
            names = "--flag",
            description = "One more flag of the gateway's JVM, such as a flight recorder's.")
    private List<String> more = List.of();

    @Option(names = "--save", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path save;

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        var figures = new Figures();
        Path folder = Files.createTempDirectory("batchline-bench");
        boolean beside = !alone && NchanServer.isThere();
        if (!beside) {
            out.println("Without Nchan: nginx or its module is not there, or not wanted.");
        }
        try (StreamBackground background = StreamBackground.start(folder)) {
            measure(
                    new GatewayBench(
                            background,
                            heap,
                            more,
                            beside,
                            new GatewayBench.Size(warmUp, seconds),
                            figures,
                            out),
                    figures);
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private void measure(GatewayBench bench, Figures figures) throws Exception {
        for (StreamScenario scenario : StreamScenario.all(connections)) {
            if (loads.contains(scenario.key())) {
                bench.measure(scenario);
                said(figures);
            }
        }
        if (loads.contains("read-in")) {
            bench.measureReadIn();
            said(figures);
        }
    }

    /// After each load: a run of all takes minutes, and what is known is known.
    private void said(Figures figures) throws IOException {
        System.out.print(figures.newInTable());
        Path file = save;
        if (file != null) {
            Files.writeString(file, figures.json());
            System.out.printf("Saved in %s%n", file);
        }
    }
}
