package io.batchline.workload.sheets;

import static java.awt.image.BufferedImage.TYPE_3BYTE_BGR;
import static java.awt.image.BufferedImage.TYPE_BYTE_BINARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.Item;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import io.batchline.workload.archive.ArchiveLimits;
import io.batchline.workload.sheets.pages.PageLimits;
import io.batchline.workload.sheets.pages.ScanFiles;
import io.batchline.workload.sheets.pages.ScanFiles.Embedding;
import io.batchline.workload.sheets.picture.PixelLimit;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same two generated sheets in every kind of file.
class ScanFormatsTest {
    private static SheetBatch sheets;
    private static BufferedImage first;
    private static BufferedImage second;

    /// What the JPEG files of the two sheets are read as.
    private static List<Map<String, String>> expected;

    @TempDir private static Path shared;

    @TempDir private Path folder;

    @BeforeAll
    static void generate() throws Exception {
        sheets = SheetBatch.generate(SheetBatchSpec.of(2, 3), shared.resolve("two.zip"), _ -> {});
        first = ImageIO.read(new ByteArrayInputStream(entry("scans/sheet-00001.jpg")));
        second = ImageIO.read(new ByteArrayInputStream(entry("scans/sheet-00002.jpg")));
        PipelineInSmall result =
                PipelineInSmall.run(new AnswerSheets(), new FileSource(sheets.zip()));
        expected = result.rows.values().stream().map(ScanFormatsTest::values).toList();
    }

    @Test
    void a_sheet_reads_the_same_from_every_format() throws Exception {
        // given: the formats in one batch
        BufferedImage colour = ScanFiles.as(TYPE_3BYTE_BGR, first);
        BufferedImage bits = ScanFiles.as(TYPE_BYTE_BINARY, first);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("grey.png", ScanFiles.file(first, "png"));
        files.put("grey.bmp", ScanFiles.file(first, "bmp"));
        files.put("colour.bmp", ScanFiles.file(colour, "bmp"));
        files.put("bits.bmp", ScanFiles.file(bits, "bmp"));
        files.put("lzw.tif", ScanFiles.tiff("LZW", List.of(first)));
        files.put("deflate.tiff", ScanFiles.tiff("Deflate", List.of(colour)));
        files.put("packed.tif", ScanFiles.tiff("PackBits", List.of(first)));
        files.put("jpeg.tif", ScanFiles.tiff("JPEG", List.of(first)));
        files.put("jpeg-colour.TIF", ScanFiles.tiff("JPEG", List.of(colour)));
        files.put("g4.tif", ScanFiles.tiff("CCITT T.6", List.of(bits)));
        files.put("g3.tif", ScanFiles.tiff("CCITT T.4", List.of(bits)));
        files.put("scan.pdf", ScanFiles.pdf(Embedding.LOSSLESS, List.of(first)));
        files.put("scan-jpeg.pdf", ScanFiles.pdf(Embedding.JPEG, List.of(colour)));
        files.put("scan-bits.pdf", ScanFiles.pdf(Embedding.LOSSLESS, List.of(bits)));
        files.put("named-wrongly.jpg", ScanFiles.tiff("LZW", List.of(first)));

        // when
        PipelineInSmall result = PipelineInSmall.run(new AnswerSheets(), zip(files));

        // then
        assertThat(result.failures).isEmpty();
        assertThat(result.rows).containsOnlyKeys(files.keySet());
        assertThat(result.rows)
                .allSatisfy((name, row) ->
                        assertThat(values(row)).as(name).isEqualTo(expected.getFirst()));
    }

    @Test
    void each_page_of_a_file_is_a_sheet() throws Exception {
        // given
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a/two.tif", ScanFiles.tiff("LZW", List.of(first, second)));
        files.put("b/two.pdf", ScanFiles.pdf(Embedding.JPEG, List.of(first, second)));
        files.put("c.jpg", entry("scans/sheet-00001.jpg"));

        // when
        PipelineInSmall result = PipelineInSmall.run(new AnswerSheets(), zip(files));

        // then
        assertThat(result.items)
                .extracting(Item::name)
                .containsExactly(
                        "a/two.tif#1", "a/two.tif#2", "b/two.pdf#1", "b/two.pdf#2", "c.jpg");
        assertThat(result.messages).endsWith("Extracted 5 sheets of 3 files from ZIP");
        assertThat(result.rows.values().stream().map(ScanFormatsTest::values))
                .containsExactly(
                        expected.get(0),
                        expected.get(1),
                        expected.get(0),
                        expected.get(1),
                        expected.get(0));
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
                .extracting(ScanFormatsTest::values)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
                .containsEntry("q1", "B")
                .containsEntry("q2", "A")
                .containsEntry("q3", "D")
                .containsEntry("q4", "");
    }

    @Test
    void a_file_that_cannot_be_read_costs_one_item() throws Exception {
        // given
        byte[] pdf = ScanFiles.pdf(Embedding.LOSSLESS, List.of(first, second));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("text.pdf", "%PDF-1.7 and nothing more".getBytes(StandardCharsets.UTF_8));
        files.put("half.tif", half(ScanFiles.tiff("LZW", List.of(first, second))));
        files.put("hidden.jpg", pdf);
        files.put("three.pdf", ScanFiles.pdf(Embedding.JPEG, List.of(first, first, first)));
        files.put("good.jpg", entry("scans/sheet-00001.jpg"));

        // when
        PipelineInSmall result =
                PipelineInSmall.run(
                        new AnswerSheets(
                                ArchiveLimits.DEFAULT, PixelLimit.DEFAULT, new PageLimits(2, 100)),
                        zip(files));

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
                zip(Map.of("two.pdf", ScanFiles.pdf(Embedding.JPEG, List.of(first, second))));
        AnswerSheets one =
                new AnswerSheets(ArchiveLimits.DEFAULT, PixelLimit.DEFAULT, new PageLimits(5, 1));

        // then
        assertThatThrownBy(() -> PipelineInSmall.run(one, zip))
                .hasMessage(
                        "file 'two.pdf' brings the sheets to 2, the limit is 1 (rule too_many_sheets)");
    }

    /// The files beside the sheets' template and marker.
    private FileSource zip(Map<String, byte[]> files) throws IOException {
        SmallZip zip = new SmallZip();
        try (ZipFile from = new ZipFile(sheets.zip().toFile())) {
            for (var entry :
                    from.stream().filter(e -> !e.getName().startsWith("scans/")).toList()) {
                zip.with(entry.getName(), from.getInputStream(entry).readAllBytes());
            }
        }
        files.forEach(zip::with);
        return zip.at(folder.resolve("formats.zip"));
    }

    private static byte[] entry(String name) throws IOException {
        try (ZipFile zip = new ZipFile(sheets.zip().toFile());
                var in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static byte[] half(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    private static Map<String, String> values(ObjectNode row) {
        Map<String, String> values = new LinkedHashMap<>();
        row.properties().forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        values.remove("file");
        return values;
    }
}
