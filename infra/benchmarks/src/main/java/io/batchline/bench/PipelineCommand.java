package io.batchline.bench;

import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The whole pipeline beside the bare work: the same sheets, the same reading code, the same number
/// of threads, in the same JVM and hour.
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        description =
                "Sheets per second through local mode beside a plain loop over the same work.")
final class PipelineCommand implements Callable<Integer> {
    private static final int WARM_UP = 64;
    private static final double GOAL = 0.70;

    @Option(names = "--count", defaultValue = "2000", description = "Sheets (${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the sheets (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            description = "Threads of the loop; the cores of this machine unless given.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--save", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path save;

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        Path folder = Files.createTempDirectory("batchline-bench");
        try {
            out.printf("Making %d sheets at 200 dpi%n", count);
            SheetBatch sheets =
                    SheetBatch.generate(
                            SheetBatchSpec.of(count, seed), folder.resolve("sheets.zip"), _ -> {});
            PipelineFigures figures = measure(sheets.zip(), folder, out);
            out.print(figures.table(GOAL));
            Path file = save;
            if (file != null) {
                Files.writeString(file, figures.json());
                out.printf("Saved in %s%n", file);
            }
            return 0;
        } finally {
            Folders.delete(folder);
        }
    }

    private PipelineFigures measure(Path zip, Path folder, PrintStream out)
            throws IOException, InterruptedException, ExecutionException {
        out.printf("Warming up with %d sheets%n", Math.min(count, WARM_UP));
        new PlainLoop(zip, threads).run(WARM_UP);
        out.printf("Plain loop, %d threads%n", threads);
        Duration loop = new PlainLoop(zip, threads).run(count);
        out.println("Pipeline");
        PipelineRun.Measured pipeline =
                new PipelineRun(PipelineRun.request("answer-sheets"), zip, folder.resolve("data"))
                        .run();
        return new PipelineFigures(count, threads, loop, pipeline);
    }
}
