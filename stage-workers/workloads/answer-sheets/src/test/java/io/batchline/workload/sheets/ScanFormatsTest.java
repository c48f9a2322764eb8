package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.contract.item.Item;
import io.batchline.workload.archive.ArchiveLimits;
import io.batchline.workload.sheets.pages.PageLimits;
import io.batchline.workload.sheets.pages.ScanFiles;
import io.batchline.workload.sheets.pages.ScanFiles.Embedding;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of several pages, drawn ones and bad ones among generated sheets.
class ScanFormatsTest {
    @TempDir private static Path shared;

    private static TwoSheets two;

    @TempDir private Path folder;

    @BeforeAll
    static void generate() throws Exception {
        two = TwoSheets.generate(shared);
    }

    @Test
    void each_page_of_a_file_is_a_sheet() throws Exception {
        // given
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a/two.tif", ScanFiles.tiff("LZW", List.of(two.first(), two.second())));
        files.put("b/two.pdf", ScanFiles.pdf(Embedding.JPEG, List.of(two.first(), two.second())));
        files.put("c.jpg", two.jpeg());

        // when
        PipelineInSmall result = PipelineInSmall.run(new AnswerSheets(), two.with(files, folder));

        // then
        assertThat(result.items)
                .extracting(Item::name)
                .containsExactly(
                        "a/two.tif#1", "a/two.tif#2", "b/two.pdf#1", "b/two.pdf#2", "c.jpg");
        assertThat(result.messages).endsWith("Extracted 5 sheets of 3 files from ZIP");
        assertThat(result.rows.values().stream().map(TwoSheets::values))
                .containsExactly(
                        two.expected().get(0),
                        two.expected().get(1),
                        two.expected().get(0),
                        two.expected().get(1),
                        two.expected().get(0));
        assertThat(result.rows.values())
                .extracting(row -> row.get("file").asText())
                .containsExactlyElementsOf(result.rows.keySet());
    }

    @Test
    void a_drawn_page_reads_as_it_was_filled_in() throws Exception {
        // given: a page of 500 x 500 points with four rows of four bubbles, B A D and none filled
        String template =
                """
                {"pageDimensions": [100, 100], "bubbleDimensions": [10, 10],
                 "fieldBlocks": {"B": {"fieldType": "QTYPE_MCQ4", "origin": [10, 10],
                   "fieldLabels": ["q1..4"], "bubblesGap": 20, "labelsGap": 20}}}
                """;
        byte[] pdf =
                ScanFiles.pdf(document -> {
                    PDPage page = new PDPage(new PDRectangle(500, 500));
                    document.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        for (int row = 0; row < 4; row++) {
                            for (int column = 0; column < 4; column++) {
                                content.addRect(50 + 100 * column, 400 - 100 * row, 50, 50);
                                if ("BAD-".charAt(row) == 'A' + column) {
                                    content.fillAndStroke();
                                } else {
                                    content.stroke();
                                }
                            }
                        }
                    }
                });

        // when
        PipelineInSmall result =
                PipelineInSmall.run(
                        new AnswerSheets(),
                        new SmallZip()
                                .with("template.json", template)
                                .with("sheet.pdf", pdf)
                                .at(folder.resolve("drawn.zip")));

        // then
        assertThat(result.failures).isEmpty();
        assertThat(result.rows.values())
                .singleElement()
                .extracting(TwoSheets::values)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
                .containsEntry("q1", "B")
                .containsEntry("q2", "A")
                .containsEntry("q3", "D")
                .containsEntry("q4", "");
    }

    @Test
    void a_file_that_cannot_be_read_costs_one_item() throws Exception {
        // given
        byte[] pdf = ScanFiles.pdf(Embedding.LOSSLESS, List.of(two.first(), two.second()));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("text.pdf", "%PDF-1.7 and nothing more".getBytes(StandardCharsets.UTF_8));
        files.put("half.tif", half(ScanFiles.tiff("LZW", List.of(two.first(), two.second()))));
        files.put("hidden.jpg", pdf);
        files.put(
                "three.pdf",
                ScanFiles.pdf(Embedding.JPEG, List.of(two.first(), two.first(), two.first())));
        files.put("good.jpg", two.jpeg());

        // when
        PipelineInSmall result =
                PipelineInSmall.run(
                        new AnswerSheets(
                                ArchiveLimits.DEFAULT, PixelLimit.DEFAULT, new PageLimits(2, 100)),
                        two.with(files, folder));

        // then
        assertThat(result.rows).containsOnlyKeys("good.jpg");
        assertThat(result.failures)
                .hasEntrySatisfying(
                        "text.pdf", why -> assertThat(why.cause()).isEqualTo("corrupt_picture"))
                .hasEntrySatisfying(
                        "half.tif", why -> assertThat(why.cause()).isEqualTo("corrupt_picture"))
                .hasEntrySatisfying(
                        "hidden.jpg", why -> assertThat(why.cause()).isEqualTo("several_pages"))
                .hasEntrySatisfying(
                        "three.pdf",
                        why -> {
                            assertThat(why.cause()).isEqualTo("too_many_pages");
                            assertThat(why.message())
                                    .isEqualTo("the file has 3 pages, the limit is 2");
                        });
    }

    @Test
    void more_sheets_than_the_limit_are_refused_with_file_rule_and_limit() throws Exception {
        // given
        FileSource zip =
                two.with(
                        Map.of(
                                "two.pdf",
                                ScanFiles.pdf(Embedding.JPEG, List.of(two.first(), two.second()))),
                        folder);
        AnswerSheets one =
                new AnswerSheets(ArchiveLimits.DEFAULT, PixelLimit.DEFAULT, new PageLimits(5, 1));

        // then
        assertThatThrownBy(() -> PipelineInSmall.run(one, zip))
                .hasMessage(
                        "file 'two.pdf' brings the sheets to 2, the limit is 1 (rule too_many_sheets)");
    }

    private static byte[] half(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }
}
