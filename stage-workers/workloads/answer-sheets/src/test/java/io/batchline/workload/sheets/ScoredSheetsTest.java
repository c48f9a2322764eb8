package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.RowDetails;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import io.batchline.workload.Processed;
import io.batchline.workload.RowAnalysis;
import io.batchline.workload.sheets.score.Explanation;
import io.batchline.workload.sheets.score.QuestionVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From scans to explained scores and the item analysis of all of them.
class ScoredSheetsTest {
    private static final int SHEETS = 6;
    private static final String EVALUATION = "evaluation.json";

    @TempDir private static Path folder;
    private static SheetBatch batch;
    private static PipelineInSmall scored;

    @BeforeAll
    static void generate() throws Exception {
        batch =
                SheetBatch.generate(
                        SheetBatchSpec.of(SHEETS, 11), folder.resolve("sheets.zip"), _ -> {});
        scored = PipelineInSmall.run(new AnswerSheets(), new FileSource(batch.zip()));
    }

    @Test
    void each_score_is_explained_question_by_question_beside_the_row() {
        assertThat(scored.completions)
                .hasSize(SHEETS)
                .allSatisfy(sheet -> {
                    Explanation explanation = Explanation.of(sheet.details()).orElseThrow();
                    assertThat(explanation.template()).isEqualTo("template.json");
                    assertThat(explanation.evaluation()).isEqualTo(EVALUATION);
                    assertThat(explanation.keySheet()).isFalse();
                    assertThat(explanation.verdicts().getLast().total())
                            .isEqualTo(sheet.fields().get("score").asDouble());
                    assertThat(explanation.verdicts())
                            .allSatisfy(verdict ->
                                    assertThat(sheet.fields().get(verdict.question()).asText())
                                            .isEqualTo(verdict.marked()));
                    assertThat(sheet.fields().has(RowDetails.MEMBER)).isFalse();
                });
    }

    @Test
    void difficulties_and_shares_are_those_of_the_rows() {
        // when
        JsonNode key = analysed(scored).at("/item_analysis/0");

        // then
        assertThat(key.get("sheets").asInt()).isEqualTo(SHEETS);
        assertThat(key.get("questions"))
                .isNotEmpty()
                .allSatisfy(question -> {
                    String column = question.get("question").asText();
                    Map<String, Long> marked =
                            scored.rows.values().stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    row -> row.get(column).asText(),
                                                    Collectors.counting()));
                    long right = marked.getOrDefault(question.get("answers").asText(), 0L);
                    assertThat(question.get("difficulty").asDouble())
                            .isEqualTo((double) right / SHEETS);
                    assertThat(question.get("unmarked").asLong())
                            .isEqualTo(marked.getOrDefault("", 0L));
                    question.get("choices")
                            .forEach(choice ->
                                    assertThat(choice.get("sheets").asLong())
                                            .isEqualTo(marked.get(choice.get("choice").asText())));
                });
    }

    @Test
    void a_sheet_that_the_key_is_read_from_has_all_right_and_is_in_no_statistics()
            throws Exception {
        // given
        String first = scored.items.getFirst().name();
        List<String> answered = answered(scored.completions.getFirst().fields());

        // when
        PipelineInSmall result =
                PipelineInSmall.run(new AnswerSheets(), withKey(pictureKey(first, answered)));

        // then
        Processed.Completed key = result.completions.getFirst();
        assertThat(key.fields().get("score").asDouble()).isEqualTo(answered.size());
        assertThat(Explanation.of(key.details()).orElseThrow().keySheet()).isTrue();
        assertThat(Explanation.of(result.completions.getLast().details()).orElseThrow().verdicts())
                .extracting(QuestionVerdict::question)
                .isEqualTo(answered);
        assertThat(analysed(result).at("/item_analysis/0/sheets").asInt()).isEqualTo(SHEETS - 1);
    }

    private static ObjectNode analysed(PipelineInSmall result) {
        RowAnalysis analysis = new AnswerSheets().analysis().orElseThrow();
        result.completions.forEach(analysis::add);
        return analysis.statistics();
    }

    private static List<String> answered(ObjectNode row) {
        return row.properties().stream()
                .filter(field ->
                        field.getKey().matches("q\\d+") && !field.getValue().asText().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String pictureKey(String picture, List<String> questions) {
        return """
        {"source_type": "csv",
         "options": {"answer_key_csv_path": "key.csv", "answer_key_image_path": "%s",
           "questions_in_order": [%s]},
         "marking_schemes": {"DEFAULT": {"correct": 1, "incorrect": 0, "unmarked": 0}}}
        """
                .formatted(
                        picture,
                        questions.stream()
                                .map(question -> "\"" + question + "\"")
                                .collect(Collectors.joining(", ")));
    }

    /// The same sheets with another key.
    private static FileSource withKey(String evaluation) throws IOException {
        SmallZip zip = new SmallZip().with(EVALUATION, evaluation);
        try (ZipFile files = new ZipFile(batch.zip().toFile())) {
            for (ZipEntry file : files.stream().toList()) {
                if (!file.isDirectory() && !file.getName().equals(EVALUATION)) {
                    try (var bytes = files.getInputStream(file)) {
                        zip.with(file.getName(), bytes.readAllBytes());
                    }
                }
            }
        }
        return zip.at(folder.resolve("other-key.zip"));
    }
}
