package io.batchline.workload.sheets.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.batchline.samples.sheets.SharedSamples;
import io.batchline.workload.sheets.read.SheetReading.Read;
import io.batchline.workload.sheets.read.SheetReading.Unreadable;
import io.batchline.workload.sheets.score.QuestionVerdict;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Reads the public sample folders and compares with the results recorded for them, column by
/// column name.
final class OmrCheckerSamplesTest {
    @Test
    void all_eleven_sample_folders_are_there() throws IOException {
        assertThat(samples().folders()).hasSize(11);
    }

    @TestFactory
    Stream<DynamicTest> each_sample_folder_reads_as_recorded() throws IOException {
        SharedSamples samples = samples();
        return samples.folders().stream()
                .map(folder ->
                        DynamicTest.dynamicTest(
                                samples.place().relativize(folder).toString(),
                                () -> compare(samples, folder)));
    }

    @Test
    void scores_are_explained_as_recorded() throws IOException, TemplateRejected {
        SharedSamples samples = samples();
        Path folder = samples.place().resolve("sample4");
        SheetReader reader = SheetReader.open(name -> SharedSamples.file(folder, name));
        SoftAssertions softly = new SoftAssertions();
        int sheets = 0;
        for (CSVRecord sheet : SharedSamples.results(folder)) {
            sheets++;
            String file = sheet.get("file_id");
            String stem = file.substring(0, file.lastIndexOf('.'));
            List<String> recorded =
                    SharedSamples.recorded(folder, stem + "_evaluation").stream()
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
            softly.assertThat(explained(reader.read(samples.picture(sheet))))
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

    private static void compare(SharedSamples samples, Path folder)
            throws IOException, TemplateRejected {
        SheetReader reader = SheetReader.open(name -> SharedSamples.file(folder, name));
        SoftAssertions softly = new SoftAssertions();
        int rows = 0;
        for (CSVRecord row : SharedSamples.results(folder)) {
            rows++;
            compareRead(softly, reader.read(samples.picture(row)), row);
        }
        for (CSVRecord row : SharedSamples.recorded(folder, "ErrorFiles")) {
            rows++;
            softly.assertThat(reader.read(samples.picture(row)))
                    .as(row.get("file_id"))
                    .isInstanceOf(Unreadable.class);
        }
        softly.assertThat(rows).as("recorded sheets").isPositive();
        softly.assertAll();
    }

    static void compareRead(SoftAssertions softly, SheetReading reading, CSVRecord row) {
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

    /// Skips a test where they are not.
    static SharedSamples samples() {
        Optional<SharedSamples> samples = SharedSamples.find();
        assumeTrue(samples.isPresent(), SharedSamples.ABSENT);
        return samples.orElseThrow();
    }
}
