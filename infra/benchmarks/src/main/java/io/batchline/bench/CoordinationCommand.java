package io.batchline.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What coordinating costs and how long its interruptions last, beside the goals.
@Command(
        name = "coordination",
        mixinStandardHelpOptions = true,
        description =
                "Items per second through the coordinator, its state, its recovery, how soon a killed worker's items run elsewhere, and how long the loss of a broker stops it.")
final class CoordinationCommand implements Callable<Integer> {
    @Option(
            names = "--items",
            defaultValue = "30000",
            description = "Items through the coordinator alone (${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--pipeline-items",
            defaultValue = "6000",
            description = "Items through the whole of local mode (${DEFAULT-VALUE}).")
    private int pipelineItems;

    @Option(
            names = "--recover",
            defaultValue = "100000",
            description = "Items of the batch to recover (${DEFAULT-VALUE}).")
    private int recover;

    @Option(
            names = "--part",
            split = ",",
            defaultValue = "alone,pipeline,recovery,killed,broker",
            description = "What to measure, of ${DEFAULT-VALUE}.")
    private Part[] parts = {};

    @Option(names = "--save", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path save;

    /// One measurement.
    enum Part {
        alone,
        pipeline,
        recovery,
        killed,
        broker
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        var figures = new Figures();
        Path folder = Files.createTempDirectory("batchline-bench");
        try {
            for (Part part : parts) {
                out.printf("Measuring: %s%n", part);
                measure(part, Files.createDirectories(folder.resolve(part.name())), figures);
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

    private void measure(Part part, Path folder, Figures figures) throws Exception {
        switch (part) {
            case alone -> CoordinatorAlone.measure(folder, items, figures);
            case pipeline -> EmptyPipeline.measure(folder, pipelineItems, figures);
            case recovery -> Recovery.measure(folder, recover, figures);
            case killed -> KilledWorker.measure(folder, figures);
            case broker -> LostBroker.measure(folder, figures);
        }
    }
}
