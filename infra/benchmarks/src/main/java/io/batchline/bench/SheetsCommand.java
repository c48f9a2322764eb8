package io.batchline.bench;

import io.batchline.samples.sheets.SharedSamples;
import io.batchline.workload.sheets.jpeg.TurboJpeg;
import io.batchline.workload.sheets.jpeg.TurboLibrary;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What reading a sheet costs on one core, warm, by both decoders, beside the goals.
@Command(
        name = "sheets",
        mixinStandardHelpOptions = true,
        description =
                "Decoding alone beside the whole reading of sheets of 600 bubbles at 300 dpi, with libturbojpeg and with ImageIO, and the compatible way on the shared samples.")
final class SheetsCommand implements Callable<Integer> {
    @Option(names = "--sheets", defaultValue = "12", description = "Sheets (${DEFAULT-VALUE}).")
    private int sheets;

    @Option(
            names = "--rounds",
            defaultValue = "60",
            description = "How often each is read, the first third to warm up (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--dpi", defaultValue = "300", description = "Of the scans (${DEFAULT-VALUE}).")
    private int dpi;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the sheets (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--samples",
            paramLabel = "FOLDER",
            description =
                    "The shared sample folders; without it shared/samples/omrchecker here or above.")
    private @Nullable Path samples;

    @Option(names = "--save", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path save;

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        Path given = samples;
        if (given != null && !SampleFolders.hasSheets(given)) {
            System.err.printf(
                    "--samples %s: there is no folder with a template.json and pictures; it takes the one that holds the sample folders, for example shared/samples/omrchecker%n",
                    given);
            return CommandLine.ExitCode.USAGE;
        }
        Figures figures = new Figures();
        Optional<TurboJpeg> turbo = TurboLibrary.ofThisProcess().jpeg();
        Path folder = Files.createTempDirectory("batchline-bench");
        try {
            out.printf("Making %d sheets of 600 bubbles at %d dpi%n", sheets, dpi);
            DenseZip zip = DenseZip.write(folder, seed, sheets, dpi);
            out.printf("JPEG, %d KB each%n", zip.meanBytes() / 1000);
            if (turbo.isPresent()) {
                out.println("libturbojpeg: " + turbo.get().place());
                new SheetsRun(zip, rounds, turbo).measure("libturbojpeg", "turbo", 60, figures);
            } else {
                out.println("no libturbojpeg here: only ImageIO is measured");
            }
            new SheetsRun(zip, rounds, Optional.empty()).measure("ImageIO", "imageio", 20, figures);
        } finally {
            Folders.delete(folder);
        }
        Optional<Path> place =
                Optional.ofNullable(given).or(() -> SharedSamples.find().map(SharedSamples::place));
        if (place.isPresent()) {
            SampleFolders.measure(place.get(), rounds, figures);
        } else {
            out.println("the shared samples are not here: the compatible way is not measured");
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
