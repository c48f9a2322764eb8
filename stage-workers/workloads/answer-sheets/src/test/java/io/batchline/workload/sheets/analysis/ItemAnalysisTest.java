package io.batchline.workload.sheets.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.workload.Processed;
import io.batchline.workload.sheets.score.Explanation;
import io.batchline.workload.sheets.score.QuestionVerdict;
import io.batchline.workload.sheets.score.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ItemAnalysisTest {
    private final ItemAnalysis analysis = new ItemAnalysis();

    @Test
    void sheets_are_told_apart_by_template_and_key() {
        // when
        analysis.add(scored("a", false, 3, -1));
        analysis.add(scored("b", false, 3, 3));
        analysis.add(scored("a", false, 3, 3));

        // then
        JsonNode keys = analysis.statistics().get("item_analysis");
        assertThat(keys).hasSize(2);
        JsonNode first = keys.get(0);
        assertThat(first.get("template").asText()).isEqualTo("a/template.json");
        assertThat(first.get("evaluation").asText()).isEqualTo("evaluation.json");
        assertThat(first.get("sheets").asInt()).isEqualTo(2);
        assertThat(first.get("scores").toString())
                .isEqualTo(
                        "{\"mean\":4.0,\"standard_deviation\":2.0,\"lowest\":2.0,\"highest\":6.0}");
        assertThat(first.get("questions"))
                .extracting(question -> question.get("question").asText())
                .containsExactly("q1", "q2");
        assertThat(first.at("/questions/1/difficulty").asDouble()).isEqualTo(0.5);
        assertThat(keys.get(1).get("sheets").asInt()).isOne();
    }

    @Test
    void the_sheet_of_the_key_and_sheets_without_a_score_are_left_out() {
        analysis.add(scored("a", true, 3, 3));
        analysis.add(new Processed.Completed(object().put("file", "a.jpg")));
        assertThat(analysis.statistics()).isEmpty();
    }

    @Test
    void an_explanation_is_read_as_it_was_written() {
        Explanation explanation =
                new Explanation(
                        "template.json",
                        "key/evaluation.json",
                        true,
                        true,
                        List.of(
                                new QuestionVerdict(
                                        "q1", "BC", "B | BC", Verdict.CORRECT, 2.5, 2.5, "DEFAULT"),
                                new QuestionVerdict(
                                        "q2", "", "A", Verdict.UNMARKED, 0, 2.5, "BONUS_1")));
        assertThat(Explanation.of(object().set(Explanation.MEMBER, explanation.toJson())))
                .contains(explanation);
    }

    private static Processed.Completed scored(
            String folder, boolean keySheet, double first, double second) {
        Explanation explanation =
                new Explanation(
                        folder + "/template.json",
                        "evaluation.json",
                        keySheet,
                        false,
                        List.of(
                                verdict("q1", first, first),
                                verdict("q2", second, first + second)));
        ObjectNode details = object();
        details.set(Explanation.MEMBER, explanation.toJson());
        return new Processed.Completed(object().put("file", "a.jpg"), details);
    }

    private static QuestionVerdict verdict(String question, double delta, double total) {
        return new QuestionVerdict(
                question,
                delta > 0 ? "B" : "A",
                "B",
                delta > 0 ? Verdict.CORRECT : Verdict.INCORRECT,
                delta,
                total,
                "DEFAULT");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
