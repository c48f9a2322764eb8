package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.samples.sheets.Flaw;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedSheetsTest {
    private static final Path COMMITTED = Path.of("src/test/resources/generated");
    private static final SheetBatchSpec SPEC_OF_COMMITTED =
            SheetBatchSpec.of(8, 2026)
                    .withSheetsPerClass(2)
                    .withFlaws(
                            Map.of(
                                    Flaw.CORRUPT_JPEG, 1,
                                    Flaw.TEXT_AS_JPEG, 1,
                                    Flaw.NO_MARKERS, 1,
                                    Flaw.NO_QR, 1));
    private static final Map<Flaw, String> CAUSES =
            Map.of(
                    Flaw.CORRUPT_JPEG, "corrupt_picture",
                    Flaw.TEXT_AS_JPEG, "not_a_picture",
                    Flaw.NO_MARKERS, "no_markers");

    @TempDir Path folder;

    @Test
    void the_committed_sheets_read_back_exactly_as_their_truth() throws Exception {
        readsBackAsItsTruth(
                new SheetBatch(
                        COMMITTED.resolve("sheets.zip"),
                        COMMITTED.resolve("sheets.truth.csv"),
                        COMMITTED.resolve("sheets.failures.csv")));
    }

    @Test
    void the_committed_sheets_are_what_the_generator_makes() throws Exception {
        // when
        SheetBatch again =
                SheetBatch.generate(SPEC_OF_COMMITTED, folder.resolve("sheets.zip"), _ -> {});

        // then
        assertThat(again.zip()).hasSameBinaryContentAs(COMMITTED.resolve("sheets.zip"));
        assertThat(again.truth()).hasSameTextualContentAs(COMMITTED.resolve("sheets.truth.csv"));
    }

    static void readsBackAsItsTruth(SheetBatch batch) throws Exception {
        // given
        List<CSVRecord> truth = records(batch.truth());
        List<CSVRecord> failures = records(batch.failures());

        // when
        PipelineInSmall result =
                PipelineInSmall.run(new AnswerSheets(), new FileSource(batch.zip()));

        // then
        assertThat(result.items).hasSize(truth.size() + failures.size());
        assertThat(result.rows).hasSize(truth.size());
        for (CSVRecord row : truth) {
            assertThat(result.rows)
                    .extractingByKey(row.get("file"))
                    .as(row.get("file"))
                    .extracting(GeneratedSheetsTest::texts)
                    .isEqualTo(row.toMap());
        }
        for (CSVRecord failure : failures) {
            assertThat(result.failures.get(failure.get("file")))
                    .as(failure.get("file"))
                    .extracting(rejected -> rejected.cause())
                    .isEqualTo(CAUSES.get(Flaw.valueOf(failure.get("flaw"))));
        }
        assertThat(result.messages)
                .endsWith("Extracted %d files from ZIP".formatted(result.items.size()));
    }

    private static Map<String, String> texts(@Nullable ObjectNode row) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (row == null) {
            return texts;
        }
        row.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static List<CSVRecord> records(Path csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (var parser = format.parse(Files.newBufferedReader(csv))) {
            return parser.getRecords();
        }
    }
}
