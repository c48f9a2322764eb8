package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.item.Item;
import io.batchline.contract.stage.FailureKind;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import io.batchline.workload.SourceRejected;
import io.batchline.workload.archive.ArchiveLimits;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a ZIP of scans and templates, good and bad.
class SheetSourcesTest {
    private static final String TEMPLATE =
            """
            {"pageDimensions": [100, 100], "bubbleDimensions": [10, 10],
             "fieldBlocks": {"B": {"fieldType": "QTYPE_MCQ4", "origin": [10, 10],
               "fieldLabels": ["q1..4"], "bubblesGap": 20, "labelsGap": 20}}}
            """;

    /// Four generated sheets, two classes.
    private static SheetBatch four;

    @TempDir private static Path shared;

    @TempDir private Path folder;

    @BeforeAll
    static void generate() throws Exception {
        four =
                SheetBatch.generate(
                        SheetBatchSpec.of(4, 3).withSheetsPerClass(2),
                        shared.resolve("four.zip"),
                        _ -> {});
    }

    @Test
    void pictures_at_any_depth_become_items_in_natural_order() throws Exception {
        // given
        FileSource zip =
                new SmallZip()
                        .with("template.json", TEMPLATE)
                        .with("b/page-10.JPG", "x")
                        .with("b/page-9.png", "x")
                        .with("b/deep/er/1.jpeg", "x")
                        .with("a.jpg", "x")
                        .with("notes.txt", "x")
                        .with("b/.hidden.jpg", "x")
                        .with("__MACOSX/a.jpg", "x")
                        .at(folder.resolve("a.zip"));

        // when
        PipelineInSmall result = extracted(zip);

        // then
        assertThat(result.items)
                .extracting(Item::name)
                .containsExactly("a.jpg", "b/deep/er/1.jpeg", "b/page-9.png", "b/page-10.JPG");
        assertThat(result.messages)
                .endsWith("Extracted 4 files from ZIP, ignored 2 of the system's");
    }

    @Test
    void the_nearest_template_and_key_upwards_count() throws Exception {
        // given
        FileSource zip =
                new SmallZip()
                        .with("template.json", TEMPLATE)
                        .with("evaluation.json", key("A"))
                        .with("own/template.json", TEMPLATE)
                        .with("own/1.jpg", "x")
                        .with("key/evaluation.json", key("B"))
                        .with("key/deep/2.jpg", "x")
                        .at(folder.resolve("a.zip"));

        // when
        PipelineInSmall result = extracted(zip);

        // then
        assertThat(result.items)
                .extracting(item -> SheetReference.of(item.data()).template().orElseThrow())
                .extracting(place -> place.folder() + "|" + place.evaluation().orElse("-"))
                .containsExactly("|key", "own|");
    }

    @Test
    void a_picture_without_a_template_fails_alone() throws Exception {
        // given
        FileSource zip =
                new SmallZip()
                        .with("exam/template.json", TEMPLATE)
                        .with("exam/1.jpg", picture())
                        .with("stray.jpg", picture())
                        .at(folder.resolve("a.zip"));

        // when
        PipelineInSmall result = PipelineInSmall.run(new AnswerSheets(), zip);

        // then
        assertThat(result.rows).containsOnlyKeys("exam/1.jpg");
        assertThat(result.failures.get("stray.jpg"))
                .isNotNull()
                .satisfies(rejected -> assertThat(rejected.cause()).isEqualTo("no_template"))
                .satisfies(
                        rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.PERMANENT));
    }

    @Test
    void a_source_that_cannot_work_is_refused_with_its_rule() throws Exception {
        assertThat(refusal(new SmallZip().with("1.jpg", "x"))).isEqualTo("no_template");
        assertThat(refusal(new SmallZip().with("template.json", TEMPLATE))).isEqualTo("no_picture");
        assertThat(refusal(new SmallZip().with("template.json", "{").with("1.jpg", "x")))
                .isEqualTo("template_invalid");
        assertThat(refusal(new SmallZip().with("../1.jpg", "x")))
                .isEqualTo("archive_name_climbs_out");
    }

    @Test
    void a_bad_template_is_named_with_its_folder_key_and_rule() throws Exception {
        // given
        FileSource zip =
                new SmallZip()
                        .with("exam/template.json", TEMPLATE.replace("[100, 100]", "[5, 5]"))
                        .with("exam/1.jpg", "x")
                        .at(folder.resolve("a.zip"));

        // then
        assertThatThrownBy(() -> extracted(zip))
                .isInstanceOf(SourceRejected.class)
                .hasMessageStartingWith("template file 'exam/template.json', key fieldBlocks.B")
                .hasMessageEndingWith("(rule template_invalid)");
    }

    @Test
    void a_damaged_template_is_refused_and_not_tried_again() throws Exception {
        // given
        FileSource zip =
                new SmallZip()
                        .with("template.json", TEMPLATE)
                        .with("1.jpg", "x")
                        .at(folder.resolve("a.zip"));
        try (RandomAccessFile file = new RandomAccessFile(zip.path().toFile(), "rw")) {
            file.seek(30 + "template.json".length() + 5);
            file.write(new byte[] {0, 1, 2, 3, 4, 5});
        }

        // then
        assertThatThrownBy(() -> extracted(zip))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("template.json");
    }

    @Test
    void a_picture_with_a_wrong_checksum_fails_alone() throws Exception {
        // given
        Path copy = Files.copy(four.zip(), folder.resolve("copy.zip"));
        PipelineInSmall before = extracted(new FileSource(copy));
        long data = SheetReference.of(before.items.get(1).data()).picture().headerOffset() + 1000;
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            file.seek(data);
            file.write(new byte[] {1, 2, 3, 4});
        }

        // when
        PipelineInSmall result = PipelineInSmall.run(new AnswerSheets(), new FileSource(copy));

        // then
        assertThat(result.rows).hasSize(3);
        assertThat(result.failures)
                .containsOnlyKeys(before.items.get(1).name())
                .allSatisfy(
                        (_, rejected) -> assertThat(rejected.cause()).isEqualTo("entry_wrong_crc"));
    }

    @Test
    void the_marker_picture_is_no_sheet() throws Exception {
        assertThat(extracted(new FileSource(four.zip())).items)
                .extracting(Item::name)
                .hasSize(4)
                .doesNotContain("marker.jpg");
    }

    @Test
    void limits_can_be_set_at_deployment() throws Exception {
        // given
        FileSource source = new FileSource(four.zip());
        AnswerSheets fewEntries =
                new AnswerSheets(
                        new ArchiveLimits(3, 1L << 20, 1L << 30, 200, 100), PixelLimit.DEFAULT);
        AnswerSheets fewPixels = new AnswerSheets(ArchiveLimits.DEFAULT, new PixelLimit(1_000_000));

        // then
        assertThatThrownBy(() -> PipelineInSmall.run(fewEntries, source))
                .hasMessage(
                        "the archive has 8 entries, the limit is 3 (rule archive_too_many_entries)");
        assertThat(PipelineInSmall.run(fewPixels, source).failures.values())
                .hasSize(4)
                .allSatisfy(rejected -> assertThat(rejected.cause()).isEqualTo("too_large"));
    }

    private String refusal(SmallZip zip) throws IOException {
        FileSource source = zip.at(folder.resolve("refused.zip"));
        SourceRejected rejected =
                catchThrowableOfType(SourceRejected.class, () -> extracted(source));
        assertThat(rejected).as("the source should be refused").isNotNull();
        assertThat(rejected).hasMessageContaining("(rule " + rejected.causeId() + ")");
        return rejected.causeId();
    }

    private static PipelineInSmall extracted(FileSource source) throws Exception {
        PipelineInSmall pipeline =
                new PipelineInSmall(
                        new AnswerSheets(), source, JsonNodeFactory.instance.objectNode());
        pipeline.extract();
        return pipeline;
    }

    private static String key(String answer) {
        return """
        {"source_type": "custom",
         "options": {"questions_in_order": ["q1"], "answers_in_order": ["%s"]},
         "marking_schemes": {"DEFAULT": {"correct": 1, "incorrect": 0, "unmarked": 0}}}
        """
                .formatted(answer);
    }

    private static byte[] picture() throws IOException {
        try (ZipFile zip = new ZipFile(four.zip().toFile());
                var in = zip.getInputStream(zip.getEntry("scans/sheet-00001.jpg"))) {
            return in.readAllBytes();
        }
    }
}
