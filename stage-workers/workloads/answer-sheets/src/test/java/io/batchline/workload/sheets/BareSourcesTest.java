package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.Item;
import io.batchline.workload.SourceRejected;
import io.batchline.workload.sheets.pages.ScanFiles;
import io.batchline.workload.sheets.pages.ScanFiles.Embedding;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sources that are no archive: one PDF or picture, with its template as an option.
final class BareSourcesTest {
    static final String TEMPLATE =
            """
            {"pageDimensions": [400, 200], "bubbleDimensions": [30, 30],
             "fieldBlocks": {"All": {"fieldType": "QTYPE_MCQ4", "origin": [50, 20],
               "fieldLabels": ["q1..3"], "bubblesGap": 60, "labelsGap": 50}}}
            """;
    private static final String EVALUATION =
            """
            {"source_type": "custom",
             "options": {"questions_in_order": ["q1..3"], "answers_in_order": ["A", "B", "C"]},
             "marking_schemes": {"DEFAULT": {"correct": "1", "incorrect": "0", "unmarked": "0"}}}
            """;

    @TempDir private Path folder;

    @Test
    void each_page_of_a_pdf_is_a_sheet_by_the_template_of_the_options() throws Exception {
        byte[] pdf = ScanFiles.pdf(Embedding.LOSSLESS, List.of(marked("ABC"), marked("DBA")));
        PipelineInSmall result =
                PipelineInSmall.run(
                        new AnswerSheets(),
                        source("scan.pdf", pdf),
                        options(TEMPLATE).put("evaluation", EVALUATION));
        assertThat(result.failures).isEmpty();
        assertThat(result.items).extracting(Item::name).containsExactly("scan.pdf#1", "scan.pdf#2");
        assertThat(result.messages).endsWith("Extracted 2 sheets of one file from scan.pdf");
        assertThat(cell(result, "scan.pdf#1", "score").asDouble()).isEqualTo(3);
        assertThat(cell(result, "scan.pdf#2", "q1").asText()).isEqualTo("D");
        assertThat(cell(result, "scan.pdf#2", "score").asDouble()).isEqualTo(1);
    }

    @Test
    void a_picture_without_a_name_of_its_own_is_named_by_what_it_is() throws Exception {
        byte[] jpeg = ScanFiles.jpeg(marked("BBB"), false);
        PipelineInSmall result =
                PipelineInSmall.run(
                        new AnswerSheets(), source("source.zip", jpeg), options(TEMPLATE));
        assertThat(result.rows).containsOnlyKeys("source.jpg");
        assertThat(cell(result, "source.jpg", "q3").asText()).isEqualTo("B");
    }

    @Test
    void a_zip_without_a_template_takes_that_of_the_options() throws Exception {
        FileSource zip =
                new SmallZip()
                        .with("a/1.png", ScanFiles.file(marked("CCC"), "png"))
                        .at(folder.resolve("bare.zip"));
        PipelineInSmall result = PipelineInSmall.run(new AnswerSheets(), zip, options(TEMPLATE));
        assertThat(cell(result, "a/1.png", "q1").asText()).isEqualTo("C");
    }

    @Test
    void without_a_template_it_is_refused_with_what_is_missing() throws IOException {
        FileSource pdf =
                source("scan.pdf", ScanFiles.pdf(Embedding.LOSSLESS, List.of(marked("A"))));
        assertThatThrownBy(() -> PipelineInSmall.run(new AnswerSheets(), pdf))
                .isInstanceOf(SourceRejected.class)
                .hasMessage(
                        "the source holds 1 pictures and no template.json in their folders or above, and the batch has none as its option 'template' (rule no_template)");
    }

    @Test
    void a_template_that_is_not_json_is_refused_with_its_place() throws IOException {
        FileSource pdf =
                source("scan.pdf", ScanFiles.pdf(Embedding.LOSSLESS, List.of(marked("A"))));
        assertThatThrownBy(
                        () -> PipelineInSmall.run(new AnswerSheets(), pdf, options("{\n\"a\" }")))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("template.json")
                .hasMessageContaining("line 2");
        ObjectNode object = options("");
        object.putObject("template");
        assertThatThrownBy(() -> PipelineInSmall.run(new AnswerSheets(), pdf, object))
                .isInstanceOf(SourceRejected.class)
                .hasMessage(
                        "option template is of the type OBJECT, it takes the text of template.json as a string");
    }

    private static JsonNode cell(PipelineInSmall result, String item, String column) {
        return Objects.requireNonNull(result.rows.get(item), item).path(column);
    }

    private static ObjectNode options(String template) {
        return JsonNodeFactory.instance.objectNode().put("template", template);
    }

    private FileSource source(String name, byte[] bytes) throws IOException {
        return new FileSource(Files.write(folder.resolve(name), bytes));
    }

    /// A sheet of up to three questions with these answers.
    static BufferedImage marked(String answers) {
        BufferedImage image = new BufferedImage(400, 200, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D draw = image.createGraphics();
        draw.setColor(Color.WHITE);
        draw.fillRect(0, 0, 400, 200);
        draw.setColor(Color.BLACK);
        for (int question = 0; question < answers.length(); question++) {
            int choice = answers.charAt(question) - 'A';
            draw.fillRect(50 + 60 * choice, 20 + 50 * question, 30, 30);
        }
        draw.dispose();
        return image;
    }
}
