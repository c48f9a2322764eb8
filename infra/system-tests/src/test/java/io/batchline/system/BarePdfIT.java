package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.cli.client.ApiClient;
import io.batchline.client.ProgressView;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A PDF that is uploaded as it is, with its template as an option: each page is a sheet.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BarePdfIT {
    private static final String TEMPLATE =
            """
            {"pageDimensions": [400, 200], "bubbleDimensions": [30, 30],
             "fieldBlocks": {"Answers": {"fieldType": "QTYPE_MCQ4", "origin": [50, 20],
               "fieldLabels": ["q1..3"], "bubblesGap": 60, "labelsGap": 50}}}
            """;
    private static final List<String> ANSWERS = List.of("ABC", "DBA", "CCD");

    @Test
    void each_page_is_a_sheet_with_its_row_and_its_part_of_the_progress(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        // given
        Path pdf = folder.resolve("scan.pdf");
        write(pdf);
        try (LocalServer server = LocalServer.start(folder.resolve("data"))) {
            ApiClient api = server.api();

            // when
            BatchId batch =
                    api.create(
                            "answer-sheets",
                            "bare",
                            JsonNodeFactory.instance.objectNode().put("template", TEMPLATE));
            api.upload(batch, pdf);
            Followed followed = Followed.toTheEnd(api, batch);

            // then
            followed.isWellFormed();
            ProgressView last = followed.last();
            assertThat(last.stage()).isEqualTo(ProgressStage.COMPLETED);
            assertThat(last.itemsTotal()).isEqualTo(ANSWERS.size());
            assertThat(last.itemsFailed()).isZero();
            assertThat(followed.progress())
                    .extracting(ProgressView::message)
                    .contains("Extracted 3 sheets from scan.pdf");

            Path results = folder.resolve("results.csv");
            api.download(batch, "results.csv", results);
            SortedMap<String, Map<String, String>> rows = Sheets.rows(results);
            assertThat(rows).containsOnlyKeys("scan.pdf#1", "scan.pdf#2", "scan.pdf#3");
            for (int page = 1; page <= ANSWERS.size(); page++) {
                String answers = ANSWERS.get(page - 1);
                assertThat(rows.get("scan.pdf#" + page))
                        .containsEntry("q1", answers.substring(0, 1))
                        .containsEntry("q2", answers.substring(1, 2))
                        .containsEntry("q3", answers.substring(2));
            }
            assertThat(api.audit(batch).path("verdict").asText()).isEqualTo("consistent");
        }
    }

    private static void write(Path pdf) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (String answers : ANSWERS) {
                PDPage page = new PDPage(new PDRectangle(400, 200));
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(
                            LosslessFactory.createFromImage(document, sheet(answers)), 0, 0);
                }
            }
            document.save(pdf.toFile());
        }
    }

    private static BufferedImage sheet(String answers) {
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
