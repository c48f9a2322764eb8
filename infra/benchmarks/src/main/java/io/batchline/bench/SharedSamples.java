package io.batchline.bench;

import io.batchline.workload.sheets.read.SheetReader;
import io.batchline.workload.sheets.read.SheetReading;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The public sample folders with the values recorded for them, where they lie beside or above the
/// project.
final class SharedSamples {
    private static final String PLACE = "shared/samples/omrchecker";
    private static final String RECORDED_ROOT = "samples/";
    private static final Set<String> NO_FIELDS =
            Set.of("file_id", "input_path", "output_path", "score");

    private SharedSamples() {}

    /// Reads every sheet with a recorded result as its folder's files say.
    static AccuracyCount count() throws IOException, TemplateRejected {
        AccuracyCount count = AccuracyCount.none("shared samples", true);
        Optional<Path> samples = find();
        if (samples.isEmpty()) {
            return count;
        }
        for (Path folder : folders(samples.get())) {
            SheetReader reader =
                    SheetReader.open(name -> {
                        Path file = folder.resolve(name);
                        return Files.exists(file)
                                ? Optional.of(Files.readAllBytes(file))
                                : Optional.empty();
                    });
            for (CSVRecord row : recorded(folder)) {
                String path = row.get("input_path").substring(RECORDED_ROOT.length());
                byte[] file = Files.readAllBytes(samples.get().resolve(path));
                count = count.plus(compared(path, row.toMap(), reader.read(file)));
            }
        }
        return count;
    }

    private static AccuracyCount compared(
            String path, Map<String, String> row, SheetReading reading) {
        int fields = 0;
        int wrong = 0;
        List<String> examples = new ArrayList<>();
        for (Map.Entry<String, String> field : row.entrySet()) {
            if (NO_FIELDS.contains(field.getKey())) {
                continue;
            }
            fields++;
            String value =
                    reading instanceof SheetReading.Read read
                            ? read.answers().get(field.getKey())
                            : null;
            if (!field.getValue().equals(value)) {
                wrong++;
                examples.add(
                        "%s, %s: '%s' read as '%s'"
                                .formatted(path, field.getKey(), field.getValue(), value));
            }
        }
        int unread = reading instanceof SheetReading.Read ? 0 : 1;
        return new AccuracyCount(
                "shared samples", true, 1, unread, fields, wrong, wrong, 0, 0, examples);
    }

    private static List<CSVRecord> recorded(Path folder) throws IOException {
        List<CSVRecord> rows = new ArrayList<>();
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().get();
        try (Stream<Path> files = Files.walk(folder.resolve("expected"))) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith("Results_")).toList()) {
                try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
                    rows.addAll(parser.getRecords());
                }
            }
        }
        return rows;
    }

    private static List<Path> folders(Path samples) throws IOException {
        try (Stream<Path> files = Files.walk(samples)) {
            return files.filter(file -> file.endsWith("expected"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Path> find() {
        return Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                .map(folder -> folder.resolve(PLACE))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
