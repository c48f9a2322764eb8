package io.batchline.bench;

import io.batchline.samples.sheets.Flaw;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What doubtful sheets cost: the same sheets through local mode without doubt and with a second,
/// paler mark on some of them, whose overlays and crops are drawn and kept while they are read.
@Command(
        name = "doubts",
        mixinStandardHelpOptions = true,
        description = "Sheets per second with none and with some of them doubtful.")
final class DoubtsCommand implements Callable<Integer> {
    private static final int WARM_UP = 200;
    private static final int RUNS = 2;
    private static final String PROCESSING = "processing_sheets";
    private static final int HUNDRED = 100;
    private static final double MILLIS = 1000;
    private static final String GOAL = "goal: 30 at most";

    @Option(names = "--count", defaultValue = "400", description = "Sheets (${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--doubtful",
            defaultValue = "33",
            description = "Of a hundred sheets, how many are doubtful (${DEFAULT-VALUE}).")
    private int percent;

    @Option(names = "--save", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path save;

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        Path folder = Files.createTempDirectory("batchline-bench");
        try {
            out.printf("Making twice %d sheets at 200 dpi%n", count);
            Path certain = sheets(folder.resolve("certain.zip"), count, 0);
            Path doubtful = sheets(folder.resolve("doubtful.zip"), count, doubtful());
            int few = Math.min(count, WARM_UP);
            out.printf("Warming up with %d sheets%n", few);
            double _ = seconds(sheets(folder.resolve("few.zip"), few, few), folder);
            Figures figures = measure(certain, doubtful, folder);
            out.print(figures.table());
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

    private int doubtful() {
        return Math.max(1, count * percent / HUNDRED);
    }

    private static Path sheets(Path zip, int count, int doubtful)
            throws IOException, InterruptedException {
        SheetBatchSpec spec =
                SheetBatchSpec.of(count, 1)
                        .withNativeTemplate()
                        .withFlaws(Map.of(Flaw.SECOND_MARK, doubtful));
        return SheetBatch.generate(spec, zip, _ -> {}).zip();
    }

    /// By turns, so that what else the machine does falls on both.
    private Figures measure(Path certain, Path doubtful, Path folder)
            throws IOException, InterruptedException, ExecutionException {
        double without = Double.POSITIVE_INFINITY;
        double with = Double.POSITIVE_INFINITY;
        for (int run = 0; run < RUNS; run++) {
            without = Math.min(without, seconds(certain, folder));
            with = Math.min(with, seconds(doubtful, folder));
        }
        var figures = new Figures();
        String best = "sheets/s of the stage, the better of %d runs".formatted(RUNS);
        figures.add("none of %d doubtful".formatted(count), "certain", count / without, best);
        figures.add("%d %% doubtful".formatted(percent), "doubtful", count / with, best);
        figures.add("more time with them, %", "more_percent", HUNDRED * (with / without - 1), GOAL);
        figures.add(
                "for each doubtful sheet, ms",
                "millis_per_doubtful",
                (with - without) * MILLIS / doubtful(),
                "of the stage's time");
        return figures;
    }

    private static double seconds(Path zip, Path folder)
            throws IOException, InterruptedException, ExecutionException {
        Path data = Files.createTempDirectory(folder, "data");
        PipelineRun.Measured run =
                new PipelineRun(PipelineRun.request("answer-sheets"), zip, data).run();
        Folders.delete(data);
        return run.stageSeconds().getOrDefault(PROCESSING, Double.NaN);
    }
}
