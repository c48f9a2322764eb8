package io.batchline.bench;

import io.batchline.samples.sheets.Flaw;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What doubtful sheets cost: the same sheets through local mode without doubt and with second,
/// paler marks on some of them, whose overlays and crops are drawn and kept while they are read.
@Command(
        name = "doubts",
        mixinStandardHelpOptions = true,
        description = "Sheets per second with none and with some of them doubtful.")
final class DoubtsCommand implements Callable<Integer> {
    private static final int WARM_UP = 100;
    private static final String PROCESSING = "processing_sheets";
    private static final int HUNDRED = 100;
    private static final double MILLIS = 1000;
    private static final double MOST_OF_THEM = 0.9;
    private static final String GOAL = "goal: 30 at most";

    @Option(names = "--count", defaultValue = "400", description = "Sheets (${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--doubtful",
            defaultValue = "33",
            description = "Of a hundred sheets, how many are doubtful (${DEFAULT-VALUE}).")
    private int percent;

    @Option(
            names = "--runs",
            defaultValue = "2",
            description = "How often each is measured; the better counts (${DEFAULT-VALUE}).")
    private int runs;

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
            double _ = seconds(sheets(folder.resolve("few.zip"), few, few), 0, folder);
            Figures figures = measure(certain, doubtful, folder, out);
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
    private Figures measure(Path certain, Path doubtful, Path folder, PrintStream out)
            throws IOException, InterruptedException, ExecutionException {
        double without = Double.POSITIVE_INFINITY;
        double with = Double.POSITIVE_INFINITY;
        for (int run = 0; run < runs; run++) {
            double first = seconds(certain, 0, folder);
            double second = seconds(doubtful, doubtful(), folder);
            out.printf(Locale.ROOT, "Run %d: %.1f s and %.1f s%n", run + 1, first, second);
            without = Math.min(without, first);
            with = Math.min(with, second);
        }
        var figures = new Figures();
        String best = "sheets/s of the stage, the better of %d runs".formatted(runs);
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

    /// @param doubtful sheets of the batch that must be doubtful, but for a few
    private static double seconds(Path zip, int doubtful, Path folder)
            throws IOException, InterruptedException, ExecutionException {
        Path data = Files.createTempDirectory(folder, "data");
        PipelineRun.Measured run =
                new PipelineRun(PipelineRun.request("answer-sheets"), zip, data).run();
        long overlays = overlays(data);
        Folders.delete(data);
        if (overlays < MOST_OF_THEM * doubtful) {
            throw new IllegalStateException(
                    "%d sheets were doubtful instead of %d: it was not measured what was meant"
                            .formatted(overlays, doubtful));
        }
        return run.stageSeconds().getOrDefault(PROCESSING, Double.NaN);
    }

    /// Each doubtful sheet has one.
    private static long overlays(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.endsWith("overlay.png")).count();
        }
    }
}
