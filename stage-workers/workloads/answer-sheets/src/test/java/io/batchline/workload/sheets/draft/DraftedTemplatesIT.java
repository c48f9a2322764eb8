package io.batchline.workload.sheets.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.batchline.samples.sheets.BlankSheet;
import io.batchline.samples.sheets.SharedSamples;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import io.batchline.workload.sheets.draft.DraftJob.Written;
import io.batchline.workload.sheets.print.FilledPrint;
import io.batchline.workload.sheets.print.Paper;
import io.batchline.workload.sheets.print.PrintJob;
import io.batchline.workload.sheets.print.TemplateText;
import io.batchline.workload.sheets.read.FieldReading;
import io.batchline.workload.sheets.read.SheetReader;
import io.batchline.workload.sheets.read.SheetReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A template that was drafted from a blank sheet reads filled ones.
class DraftedTemplatesIT {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {200, 300})
    void a_template_drafted_from_the_generated_form_reads_generated_sheets(int dpi)
            throws Exception {
        // given
        SheetBatch batch =
                SheetBatch.generate(SheetBatchSpec.of(3, 21), folder.resolve("s.zip"), _ -> {});

        // when
        Path blank = Files.write(folder.resolve("blank.jpg"), BlankSheet.jpeg(dpi));
        Written written = new DraftJob(blank, 1, folder.resolve("draft")).run();

        // then
        assertThat(written.found())
                .contains(
                        "Number_1: 10 fields roll1..10, 10 bubbles each (0 1 2 3 4 5 6 7 8 9), downwards",
                        "Questions_76_100: 25 fields q76..100, 4 bubbles each (A B C D), to the right")
                .hasSize(7);
        assertThat(written.unsure()).hasSize(1).first().asString().contains("no QR code");
        SheetReader reader = reader();
        for (CSVRecord truth : records(batch.truth())) {
            SheetReading.Read read = read(reader, entry(batch.zip(), truth.get("file")));
            assertThat(read.answers())
                    .allSatisfy((column, value) ->
                            assertThat(value).as(column).isEqualTo(truth.get(column)));
        }
    }

    @Test
    void a_template_drafted_from_a_printed_sheet_reads_filled_ones() throws Exception {
        // given
        Path template = Files.writeString(folder.resolve("template.json"), TemplateText.form());
        Path roster = Files.writeString(folder.resolve("one.csv"), "candidate,group\n2601,10-A\n");
        Path pdf = folder.resolve("one.pdf");
        new PrintJob(template, roster, pdf, Paper.A4, Optional.empty()).run(_ -> {});

        // when
        Written written = new DraftJob(pdf, 1, folder.resolve("draft")).run();

        // then
        assertThat(written.unsure()).isEmpty();
        FilledPrint filled =
                FilledPrint.of(
                        pdf, 0, TemplateText.read(TemplateText.form()), Paper.A4, 200, -2.5, 5);
        SheetReading reading = reader().read(filled.scan());
        assertThat(reading).isInstanceOf(SheetReading.Read.class);
        assertThat(values((SheetReading.Read) reading)).isEqualTo(new TreeMap<>(filled.marked()));
        assertThat(Files.readString(folder.resolve("draft/template.json")))
                .contains("\"qr\"", "(?<page>", "\"markers\"");
    }

    @Test
    void templates_drafted_from_public_samples_read_them_as_recorded() throws Exception {
        Optional<SharedSamples> samples = SharedSamples.find();
        assumeTrue(samples.isPresent(), SharedSamples.ABSENT);
        Path place = samples.get().place();
        readsAsRecorded(place.resolve("sample2"), "AdrianSample/adrian_omr.png", Map.of());
        readsAsRecorded(place.resolve("community/dxuian"), "omrcollegesheet.jpg", Map.of());
        // Its letters stand above the bubbles, from right to left; the draft says that it guesses.
        readsAsRecorded(
                place.resolve("community/EricSoOSU"),
                "RTLSampleBubbleSheet.jpg",
                Map.of("ABCD", "DCBA", "ABCDEFG", "GFEDCBA"));
    }

    private void readsAsRecorded(Path place, String picture, Map<String, String> corrected)
            throws Exception {
        Path draft = folder.resolve("draft");
        Written written = new DraftJob(place.resolve(picture), 1, draft).run();
        SheetReading.Read read = read(reader(), Files.readAllBytes(place.resolve(picture)));
        CSVRecord recorded = recorded(place, picture);
        for (FieldReading field : read.fields()) {
            String all =
                    field.choices().stream()
                            .map(FieldReading.Choice::value)
                            .collect(Collectors.joining());
            String order = corrected.getOrDefault(all, all);
            String value =
                    field.choices().stream()
                            .filter(FieldReading.Choice::marked)
                            .map(choice -> order.charAt(all.indexOf(choice.value())))
                            .map(String::valueOf)
                            .collect(Collectors.joining());
            assertThat(value)
                    .as(place + " " + field.field())
                    .isEqualTo(
                            recorded.isMapped(field.field())
                                    ? recorded.get(field.field())
                                    : recorded.get("Q" + field.field().substring(1)));
        }
        assertThat(written.unsure()).isNotEmpty();
        for (Path file : written.files()) {
            Files.delete(file);
        }
    }

    private SheetReader reader() throws Exception {
        Path draft = folder.resolve("draft");
        return SheetReader.open(name -> {
            Path file = draft.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        });
    }

    private static SheetReading.Read read(SheetReader reader, byte[] file) {
        SheetReading reading = reader.read(file);
        assertThat(reading).isInstanceOf(SheetReading.Read.class);
        return (SheetReading.Read) reading;
    }

    private static Map<String, String> values(SheetReading.Read read) {
        Map<String, String> values = new TreeMap<>();
        read.fields().forEach(field -> values.put(field.field(), field.value()));
        return values;
    }

    private static byte[] entry(Path zip, String name) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile());
                InputStream in = file.getInputStream(file.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static CSVRecord recorded(Path place, String picture) throws IOException {
        String name = Path.of(picture).getFileName().toString();
        return SharedSamples.results(place).stream()
                .filter(row -> row.get("file_id").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<CSVRecord> records(Path csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser parser = format.parse(Files.newBufferedReader(csv))) {
            return parser.getRecords();
        }
    }
}
