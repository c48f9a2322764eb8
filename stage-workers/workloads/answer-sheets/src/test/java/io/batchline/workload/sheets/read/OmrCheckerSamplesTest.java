package io.batchline.workload.sheets.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.batchline.workload.sheets.read.SheetReading.Read;
import io.batchline.workload.sheets.read.SheetReading.Unreadable;
import io.batchline.workload.sheets.score.QuestionVerdict;
import io.batchline.workload.sheets.template.TemplateFiles;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Reads the public sample folders and compares with the results recorded for them, column by
/// column name.
final class OmrCheckerSamplesTest {
    private static final String PLACE = "shared/samples/omrchecker";
    private static final String ABSENT =
            "the sample folders are not here: no " + PLACE + " beside or above the project";
    private static final String RECORDED_ROOT = "samples/";

    @Test
    void all_eleven_sample_folders_are_there() throws IOException {
        assumeTrue(samples().isPresent(), ABSENT);
        assertThat(folders(samples().orElseThrow())).hasSize(11);
    }

    @TestFactory
    Stream<DynamicTest> each_sample_folder_reads_as_recorded() throws IOException {
        assumeTrue(samples().isPresent(), ABSENT);
        Path samples = samples().orElseThrow();
        return folders(samples).stream()
                .map(folder ->
                        DynamicTest.dynamicTest(
                                samples.relativize(folder).toString(),
                                () -> compare(samples, folder)));
    }

    @Test
    void scans_laid_over_a_reference_read_as_recorded_for_those_that_lie_straight()
            throws IOException, TemplateRejected {
        assumeTrue(samples().isPresent(), ABSENT);
        Path folder = samples().orElseThrow().resolve("sample6");
        TemplateFiles plain = in(folder);
        TemplateFiles aligned =
                name -> plain.read(name.equals("template.json") ? "template_fb_align.json" : name);
        SheetReader reader = SheetReader.open(aligned);
        SoftAssertions softly = new SoftAssertions();
        for (CSVRecord row : rows(folder, "Results_")) {
            if (!reader.excludes(row.get("file_id"))) {
                compareRead(softly, reader.read(picture(samples().orElseThrow(), row)), row);
            }
        }
        softly.assertAll();
    }

    @Test
    void scores_are_explained_as_recorded() throws IOException, TemplateRejected {
        assumeTrue(samples().isPresent(), ABSENT);
        Path folder = samples().orElseThrow().resolve("sample4");
        SheetReader reader = SheetReader.open(in(folder));
        SoftAssertions softly = new SoftAssertions();
        int sheets = 0;
        for (CSVRecord sheet : rows(folder, "Results_")) {
            sheets++;
            String file = sheet.get("file_id");
            String stem = file.substring(0, file.lastIndexOf('.'));
            List<String> recorded =
                    rows(folder, stem + "_evaluation").stream()
                            .map(row ->
                                    String.join(
                                            "|",
                                            row.get("Question"),
                                            row.get("Marked"),
                                            row.get("Verdict").replaceFirst("-.*", ""),
                                            row.get("Delta"),
                                            row.get("Score")))
                            .toList();
            softly.assertThat(recorded).as(file).isNotEmpty();
            softly.assertThat(explained(reader.read(picture(samples().orElseThrow(), sheet))))
                    .as(file)
                    .isEqualTo(recorded);
        }
        softly.assertThat(sheets).isPositive();
        softly.assertAll();
    }

    private static List<String> explained(SheetReading reading) {
        return reading instanceof Read read
                ? read.explanation().stream().map(OmrCheckerSamplesTest::recorded).toList()
                : List.of(reading.toString());
    }

    /// A line of the format's own table, without the answers, which it writes as Python does.
    private static String recorded(QuestionVerdict verdict) {
        String name = verdict.verdict().name();
        return String.join(
                "|",
                verdict.question(),
                verdict.marked(),
                name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT),
                Double.toString(verdict.delta()),
                Double.toString(verdict.total()));
    }

    private static void compare(Path samples, Path folder) throws IOException, TemplateRejected {
        SheetReader reader = SheetReader.open(in(folder));
        SoftAssertions softly = new SoftAssertions();
        int rows = 0;
        for (CSVRecord row : rows(folder, "Results_")) {
            rows++;
            compareRead(softly, reader.read(picture(samples, row)), row);
        }
        for (CSVRecord row : rows(folder, "ErrorFiles")) {
            rows++;
            softly.assertThat(reader.read(picture(samples, row)))
                    .as(row.get("file_id"))
                    .isInstanceOf(Unreadable.class);
        }
        softly.assertThat(rows).as("recorded sheets").isPositive();
        softly.assertAll();
    }

    private static void compareRead(SoftAssertions softly, SheetReading reading, CSVRecord row) {
        String file = row.get("file_id");
        if (!(reading instanceof Read read)) {
            softly.fail(file + ": " + reading);
            return;
        }
        row.toMap()
                .forEach((column, recorded) -> {
                    switch (column) {
                        case "file_id", "input_path", "output_path" -> {}
                        case "score" ->
                                softly.assertThat(read.score().orElse(0))
                                        .as(file + " score")
                                        .isEqualTo(Double.parseDouble(recorded));
                        default ->
                                softly.assertThat(read.answers().get(column))
                                        .as(file + " " + column)
                                        .isEqualTo(recorded);
                    }
                });
        softly.assertThat(read.answers()).as(file + " columns").hasSize(row.size() - 4);
    }

    private static byte[] picture(Path samples, CSVRecord row) throws IOException {
        String recorded = row.get("input_path");
        return Files.readAllBytes(samples.resolve(recorded.substring(RECORDED_ROOT.length())));
    }

    private static List<CSVRecord> rows(Path folder, String beginning) throws IOException {
        List<CSVRecord> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("expected"))) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith(beginning)).toList()) {
                CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().get();
                try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
                    rows.addAll(parser.getRecords());
                }
            }
        }
        return rows;
    }

    private static TemplateFiles in(Path folder) {
        return name -> {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        };
    }

    private static List<Path> folders(Path samples) throws IOException {
        try (Stream<Path> files = Files.walk(samples)) {
            return files.filter(file -> file.endsWith("expected"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Path> samples() {
        return Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                .map(folder -> folder.resolve(PLACE))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
