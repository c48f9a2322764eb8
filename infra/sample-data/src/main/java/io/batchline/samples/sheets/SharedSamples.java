package io.batchline.samples.sheets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The public sample folders with the results that were recorded for them. They are no part of the
/// project; they lie beside it or above it, or nowhere.
///
/// @param place the folder of all of them
public record SharedSamples(Path place) {
    /// Where they lie, seen from a folder in or above the project.
    public static final String PLACE = "shared/samples/omrchecker";

    /// What is said where they are missing.
    public static final String ABSENT =
            "the sample folders are not here: no " + PLACE + " beside or above the project";

    private static final String RESULTS = "Results_";
    private static final String RECORDED_ROOT = "samples/";

    /// Those of the folder that the program runs in, or of one above it.
    public static Optional<SharedSamples> find() {
        return Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                .map(folder -> folder.resolve(PLACE))
                .filter(Files::isDirectory)
                .findFirst()
                .map(SharedSamples::new);
    }

    /// The folders that results are recorded for, by name.
    public List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> file.endsWith("expected"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    /// A line for each sheet of a folder that can be read.
    public static List<CSVRecord> results(Path folder) throws IOException {
        return recorded(folder, RESULTS);
    }

    /// The lines of the recorded tables of a folder whose names begin so.
    public static List<CSVRecord> recorded(Path folder, String beginning) throws IOException {
        List<CSVRecord> rows = new ArrayList<>();
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().get();
        try (Stream<Path> files = Files.walk(folder.resolve("expected"))) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith(beginning)).toList()) {
                try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
                    rows.addAll(parser.getRecords());
                }
            }
        }
        return rows;
    }

    /// The path of a recorded sheet, from the place of all.
    public static String path(CSVRecord row) {
        return row.get("input_path").substring(RECORDED_ROOT.length());
    }

    /// The picture that a line was recorded for.
    public byte[] picture(CSVRecord row) throws IOException {
        return Files.readAllBytes(place.resolve(path(row)));
    }

    /// A template, key or marker of a folder, if it has one of that name.
    public static Optional<byte[]> file(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }
}
