package io.batchline.bench;

import io.batchline.samples.sheets.AccuracySet;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Counts a reader's mistakes on sheets whose truth is known, beside the goals.
@Command(
        name = "accuracy",
        mixinStandardHelpOptions = true,
        description =
                "Fields wrong, wrong and unflagged, and flagged, by set of sheets. Ends with 1 when a goal is missed.")
final class AccuracyCommand implements Callable<Integer> {
    @Option(
            names = "--set",
            defaultValue = ".*",
            description = "Only the sets whose names match (${DEFAULT-VALUE}).")
    private String set = "";

    @Option(
            names = "--sheets",
            defaultValue = "100000",
            description = "At most so many sheets of each set.")
    private int most;

    @Option(names = "--examples", description = "Prints some of the fields that went wrong.")
    private boolean examples;

    @Option(
            names = "--shift",
            defaultValue = "0",
            description = "Added to each set's seed: sheets that nothing was tuned on.")
    private long shift;

    @Option(names = "--threads", description = "Threads; the cores of this machine unless given.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--save", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path save;

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        out.println(AccuracyFigures.header());
        List<AccuracyCount> counts = new ArrayList<>();
        for (AccuracySet one : AccuracySet.all()) {
            if (one.name().matches(set)) {
                AccuracyCount count = new AccuracyRun(one.shifted(shift)).run(threads, most);
                counts.add(count);
                out.println(AccuracyFigures.row(count));
                if (examples) {
                    count.examples().forEach(example -> out.println("    " + example));
                }
            }
        }
        AccuracyFigures figures = new AccuracyFigures(counts, SampleAccuracy.count());
        out.print(figures.summary());
        Path file = save;
        if (file != null) {
            Files.writeString(file, figures.json());
            out.printf("Saved in %s%n", file);
        }
        return figures.goals().stream().allMatch(AccuracyFigures.Goal::met) ? 0 : 1;
    }
}
