package io.batchline.bench;

import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.read.SheetReader;
import io.batchline.workload.sheets.template.TemplateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The shared sample folders, each picture read by the template of its folder or of one above.
final class SampleFolders {
    private static final double GOAL = 30;
    private static final PictureDecoder DECODER = new PictureDecoder(PixelLimit.DEFAULT);

    private SampleFolders() {}

    /// Whether there is anything to measure.
    static boolean hasSheets(Path root) throws IOException {
        return Files.isDirectory(root) && !pictures(root).isEmpty();
    }

    static void measure(Path root, int rounds, Figures figures) throws Exception {
        Map<Path, SheetReader> readers = new LinkedHashMap<>();
        Timings medians = new Timings();
        List<Double> each = new ArrayList<>();
        for (Path picture : pictures(root)) {
            Path folder = picture.resolveSibling("");
            if (!readers.containsKey(folder)) {
                readers.put(folder, SheetReader.open(in(root, folder)));
            }
            SheetReader reader = readers.get(folder);
            if (reader != null && !reader.excludes(picture.getFileName().toString())) {
                byte[] file = Files.readAllBytes(picture);
                double decode = median(() -> DECODER.decode(file), rounds);
                each.add(median(() -> reader.read(file), rounds));
                System.out.printf(
                        Locale.ROOT,
                        "%8.1f ms, of them %.1f ms to decode: %s%n",
                        each.getLast(),
                        decode,
                        root.relativize(picture));
            }
        }
        each.forEach(medians::add);
        figures.add(
                "compatible: decode, align, read, score, ms, of %d samples".formatted(each.size()),
                "compatible_ms",
                medians.median(),
                "goal at most %.0f".formatted(GOAL));
    }

    private static <T> double median(Timings.Work<T> work, int rounds) throws Exception {
        Timings timings = new Timings();
        for (int round = 0; round < rounds; round++) {
            Timings counted = round >= rounds / 3 ? timings : new Timings();
            counted.time(work);
        }
        return timings.median();
    }

    private static List<Path> pictures(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(SampleFolders::isPicture)
                    .filter(file -> nearest(root, file, "template.json").isPresent())
                    .sorted()
                    .toList();
        }
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Stream.of(".jpg", ".jpeg", ".png").anyMatch(name::endsWith);
    }

    /// What a template names lies beside it; the files of its own kind may lie above.
    private static TemplateFiles in(Path root, Path folder) {
        return name -> {
            Optional<Path> file =
                    nearest(root, folder, name)
                            .or(() ->
                                    nearest(root, folder, "template.json")
                                            .map(template -> template.resolveSibling(name)));
            return file.filter(Files::isRegularFile).isPresent()
                    ? Optional.of(Files.readAllBytes(file.get()))
                    : Optional.empty();
        };
    }

    private static Optional<Path> nearest(Path root, Path folder, String name) {
        Path at = folder;
        while (at != null && at.startsWith(root)) {
            if (Files.isRegularFile(at.resolve(name))) {
                return Optional.of(at.resolve(name));
            }
            at = at.getParent();
        }
        return Optional.empty();
    }
}
