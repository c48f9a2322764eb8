package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.RowDetails;
import io.batchline.workload.Processed;
import io.batchline.workload.Rejected;
import io.batchline.workload.sheets.analysis.ItemAnalysis;
import io.batchline.workload.sheets.overlay.Png;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.print.FilledPrint;
import io.batchline.workload.sheets.print.Paper;
import io.batchline.workload.sheets.print.PrintJob;
import io.batchline.workload.sheets.print.TemplateText;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sheets of two pages with different layouts: printed for two candidates, filled in, scanned in
/// any order, read by one template and scored by one key.
final class PagedSheetsTest {
    private static final int PAGES = 2;
    private static final int DPI = 150;

    /// Every third question of the second page comes before the first page's.
    private static final List<Integer> KEY_ORDER =
            IntStream.concat(
                            IntStream.rangeClosed(9, 28).filter(question -> question % 3 == 0),
                            IntStream.concat(
                                    IntStream.rangeClosed(1, 8),
                                    IntStream.rangeClosed(9, 28)
                                            .filter(question -> question % 3 != 0)))
                    .boxed()
                    .toList();

    @TempDir private static Path folder;
    private static final Map<String, Map<String, String>> marked = new LinkedHashMap<>();
    private static PipelineInSmall read;

    @BeforeAll
    static void printFillAndRead() throws Exception {
        Path template = folder.resolve("template.json");
        Files.writeString(template, TemplateText.twoPages());
        Path roster = folder.resolve("students.csv");
        Files.writeString(
                roster,
                "candidate,name,group\n260001,Łukasz Żółć,10-A\n260002,Öykü,10-A\n",
                StandardCharsets.UTF_8);
        Path pdf = folder.resolve("sheets.pdf");
        PrintJob.Printed printed =
                new PrintJob(template, roster, pdf, Paper.A4, Optional.empty()).run(_ -> {});
        assertThat(printed.sheets()).isEqualTo(2 * PAGES);
        List<SheetTemplate> pages =
                SheetTemplate.pages(TemplateText.files(TemplateText.twoPages()));

        SmallZip zip =
                new SmallZip()
                        .with("template.json", TemplateText.twoPages())
                        .with("evaluation.json", evaluation());
        // The stack lies upside down, the last sheet first; one sheet is blank paper.
        for (int sheet = 2 * PAGES - 1; sheet >= 0; sheet--) {
            double degrees = sheet == 1 ? 180 : sheet - 1;
            FilledPrint filled =
                    FilledPrint.of(
                            pdf, sheet, pages.get(sheet % PAGES), Paper.A4, DPI, degrees, sheet);
            String file = "scan-%d.png".formatted(2 * PAGES - sheet);
            zip.with(file, png(filled.scan()));
            marked.put(file, filled.marked());
        }
        zip.with("scan-5.png", png(blank()));
        read = PipelineInSmall.run(new AnswerSheets(), zip.at(folder.resolve("sheets.zip")));
    }

    @Test
    void each_page_is_read_by_its_own_layout_whatever_the_order() {
        assertThat(read.rows.keySet()).containsExactlyElementsOf(marked.keySet());
        marked.forEach((file, fields) -> {
            ObjectNode row = part(file).fields();
            fields.forEach((field, value) -> {
                if (field.startsWith("q")) {
                    assertThat(row.path(field).asText()).as(file + " " + field).isEqualTo(value);
                }
            });
            assertThat(row.path("group").asText()).isEqualTo("10-A");
        });
        assertThat(part("scan-4.png").fields().has("q9")).isFalse();
        assertThat(part("scan-3.png").fields().has("roll")).isFalse();
    }

    @Test
    void a_sheet_whose_page_is_not_known_fails_with_the_reason_and_no_other_does() {
        assertThat(read.failures).containsOnlyKeys("scan-5.png");
        assertThat(read.failures.values())
                .extracting(Rejected::cause, Rejected::message)
                .containsExactly(
                        tuple(
                                "unknown_page",
                                "which of the 2 pages of the template the sheet is can't be told: no code was found"));
    }

    @Test
    void a_candidate_is_one_row_scored_once_over_the_fields_of_both_pages() {
        Processed.Completed joined = joined("260001");

        assertThat(joined.fields().path("pages").asText()).isEqualTo("1, 2 of 2");
        assertThat(joined.fields().path("page_files").asText()).isEqualTo("scan-4.png; scan-3.png");
        assertThat(joined.fields().path("page_problems").asText()).isEmpty();
        assertThat(joined.fields().path("score").asDouble())
                .isEqualTo(expected("scan-4.png", "scan-3.png"));
        List<String> columns = new ArrayList<>();
        joined.fields().fieldNames().forEachRemaining(columns::add);
        assertThat(columns).startsWith("file", "group", "qr_text", "score", "q1");
        assertThat(columns).contains("roll", "q8", "q9", "q28");
    }

    @Test
    void the_table_of_scores_and_the_item_analysis_see_candidates_and_not_pages() {
        var table = new EvaluationTable();
        var analysis = new ItemAnalysis();
        read.completions.forEach(page -> {
            assertThat(table.lines(page)).isEmpty();
            analysis.add(page);
        });
        assertThat(analysis.statistics()).isEmpty();

        for (String candidate : List.of("260001", "260002")) {
            Processed.Completed joined = joined(candidate);
            assertThat(table.lines(joined))
                    .extracting(List::getFirst)
                    .containsExactlyElementsOf(
                            KEY_ORDER.stream().map(question -> "q" + question).toList());
            assertThat(table.lines(joined).getLast().get(5))
                    .isEqualTo(joined.fields().path("score").asText());
            analysis.add(joined);
        }

        JsonNode key = analysis.statistics().at("/item_analysis/0");
        assertThat(key.path("sheets").asInt()).isEqualTo(2);
        assertThat(key.path("questions")).hasSize(28);
    }

    @Test
    void of_a_candidate_with_one_page_that_page_is_scored_and_the_other_is_missed() {
        Processed.Completed joined = new CandidateRow().join(List.of(part("scan-3.png")));

        assertThat(joined.fields().path("page_problems").asText()).isEqualTo("missing: page 1");
        assertThat(joined.fields().path("score").asDouble()).isEqualTo(expected("scan-3.png"));
    }

    private static double expected(String... files) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String file : files) {
            answers.putAll(marked.getOrDefault(file, Map.of()));
        }
        double score = 0;
        for (int question : KEY_ORDER) {
            String answer = answers.getOrDefault("q" + question, "");
            if (!answer.isEmpty()) {
                score += answer.equals("B") ? 1 / 3.0 : -1 / 7.0;
            }
        }
        return score;
    }

    private static Processed.Completed joined(String candidate) {
        List<Processed.Completed> parts =
                read.completions.stream()
                        .filter(part ->
                                part.details()
                                        .path(RowDetails.PART_OF)
                                        .asText()
                                        .contains(candidate))
                        .toList();
        assertThat(parts).hasSize(PAGES);
        return new CandidateRow().join(parts);
    }

    private static Processed.Completed part(String file) {
        return read.completions.stream()
                .filter(part -> part.fields().path("file").asText().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private static String evaluation() {
        String questions =
                String.join(
                        ", ",
                        KEY_ORDER.stream().map(question -> "\"q%d\"".formatted(question)).toList());
        String answers = "\"B\", ".repeat(KEY_ORDER.size() - 1) + "\"B\"";
        return """
        {"source_type": "custom",
         "options": {"questions_in_order": [%s], "answers_in_order": [%s],
           "should_explain_scoring": true, "enable_evaluation_table_to_csv": true},
         "marking_schemes": {"DEFAULT": {"correct": "1/3", "incorrect": "-1/7", "unmarked": 0}}}
        """
                .formatted(questions, answers);
    }

    private static byte[] png(GrayPicture picture) throws IOException {
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster()
                .setDataElements(0, 0, picture.width(), picture.height(), picture.pixels());
        return Png.bytes(image);
    }

    private static GrayPicture blank() {
        int width = 1240;
        int height = 1754;
        byte[] white = new byte[width * height];
        Arrays.fill(white, (byte) 0xF0);
        return new GrayPicture(width, height, white);
    }
}
