package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.RowDetails;
import io.batchline.samples.sheets.CodedSheets;
import io.batchline.workload.Processed;
import io.batchline.workload.sheets.score.Explanation;
import io.batchline.workload.sheets.score.QuestionVerdict;
import io.batchline.workload.sheets.score.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From codes to groups, and from a candidate's pages to one row.
final class CodedSheetsTest {
    @TempDir private static Path folder;
    private static PipelineInSmall read;

    @BeforeAll
    static void readAll() throws Exception {
        Path zip = folder.resolve("coded.zip");
        CodedSheets.write(zip);
        read = PipelineInSmall.run(new AnswerSheets(), new FileSource(zip));
    }

    @ParameterizedTest
    @CsvSource({
        "first/1.jpg, EXAM 9A, ''",
        "first/2.jpg, EXAM 9A, ''",
        "first/3.jpg, (duplicate code), duplicate_code",
        "first/4.jpg, (unknown code), unknown_code",
        "first/6.jpg, 9C, ''",
        "second/1.jpg, EXAM 9A, ''",
        "second/3.jpg, (no code), no_code",
    })
    void each_sheet_is_in_the_group_of_its_code_or_in_one_that_says_what_is_wrong(
            String file, String group, String reason) {
        assertThat(row(file).path("group").asText()).isEqualTo(group);
        assertThat(details(file).path("code").path("reason").asText()).isEqualTo(reason);
    }

    @Test
    void a_separator_is_no_sheet_and_what_is_no_picture_fails_alone() {
        assertThat(read.separators).containsExactly(entry("first/5.jpg", "9C"));
        assertThat(read.failures).containsOnlyKeys("second/2.jpg");
        assertThat(read.rows).hasSize(7);
    }

    @Test
    void the_pages_of_one_candidate_and_of_no_other_are_parts_of_one_row() {
        assertThat(partOf("first/1.jpg")).isNotEmpty().isEqualTo(partOf("second/1.jpg"));
        assertThat(partOf("first/2.jpg")).isNotEmpty().isNotEqualTo(partOf("first/1.jpg"));
        for (String file : List.of("first/3.jpg", "first/4.jpg", "first/6.jpg", "second/3.jpg")) {
            assertThat(partOf(file)).as(file).isEmpty();
        }
    }

    @Test
    void a_candidates_row_has_the_columns_of_all_pages_and_the_sum_of_their_scores() {
        ObjectNode joined =
                new CandidateRow()
                        .join(List.of(part("second/1.jpg"), part("first/1.jpg")))
                        .fields();
        assertThat(texts(joined))
                .containsExactly(
                        entry("file", "second/1.jpg"),
                        entry("group", "EXAM 9A"),
                        entry("qr_text", "EXAM 9A|17|2/2"),
                        entry("score", "7.0"),
                        entry("q1", "A"),
                        entry("q2", "A"),
                        entry("q3", "A"),
                        entry("q4", "A"),
                        entry("q5", "A"),
                        entry("q6", "B"),
                        entry("q7", "A"),
                        entry("q8", "A"),
                        entry("pages", "1, 2 of 2"),
                        entry("page_files", "first/1.jpg; second/1.jpg"),
                        entry("page_problems", ""));
    }

    @Test
    void a_page_with_a_key_of_its_own_adds_its_score_to_that_of_pages_with_a_shared_key() {
        Processed.Completed shared = page(1, 2, "a.jpg", "1");
        shared.details()
                .set(
                        Explanation.MEMBER,
                        new Explanation(
                                        "template.json",
                                        "evaluation.json",
                                        false,
                                        false,
                                        List.of(
                                                new QuestionVerdict(
                                                        "q1",
                                                        "A",
                                                        "A",
                                                        Verdict.CORRECT,
                                                        2.5,
                                                        2.5,
                                                        "DEFAULT")),
                                        List.of(0))
                                .toJson());
        Processed.Completed own = page(2, 2, "b.jpg", "1");
        own.fields().put("score", 4);

        ObjectNode joined = new CandidateRow().join(List.of(shared, own)).fields();

        assertThat(joined.path("score").asDouble()).isEqualTo(6.5);
    }

    @Test
    void a_missing_page_a_page_that_is_there_twice_and_a_disagreement_are_said_in_the_row() {
        assertThat(problems(page(2, 3, "a.jpg", "1"))).isEqualTo("missing: page 1, 3");
        assertThat(problems(page(1, 2, "a.jpg", "1"), page(2, 2, "b.jpg", "2")))
                .isEqualTo("page 2 has '2' in roll and an earlier one '1'");
        assertThat(problems(page(1, 2, "a.jpg", "1"), page(2, 2, "b.jpg", ""))).isEmpty();
        assertThat(problems(page(1, 1, "a.jpg", "1"), page(1, 1, "b.jpg", "1")))
                .isEqualTo("page 1 is there twice, a.jpg counts and b.jpg does not");
        assertThat(problems(page(1, 2, "a.jpg", "1"), page(2, 3, "b.jpg", "1")))
                .isEqualTo("pages disagree on how many there are: 2, 3; missing: page 3");
    }

    @Test
    void the_table_of_scores_has_a_line_for_each_question_as_the_format_writes_them() {
        var table = new EvaluationTable();
        assertThat(table.columns())
                .containsExactly(
                        "Question", "Marked", "Answer(s)", "Verdict", "Delta", "Score", "Section");
        assertThat(table.lines(part("first/2.jpg")))
                .containsExactly(
                        List.of("q1", "A", "A", "Correct", "1.0", "1.0", "DEFAULT"),
                        List.of("q2", "A", "A", "Correct", "1.0", "2.0", "DEFAULT"),
                        List.of("q3", "B", "A", "Incorrect", "0.0", "2.0", "DEFAULT"),
                        List.of("q4", "B", "A", "Incorrect", "0.0", "2.0", "DEFAULT"));
    }

    private static String problems(Processed.Completed... pages) {
        return new CandidateRow().join(List.of(pages)).fields().path("page_problems").asText();
    }

    private static Processed.Completed page(int number, int of, String file, String roll) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("file", file).put("group", "g").put("qr_text", "x").put("score", 0);
        row.put("roll", roll);
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.put(RowDetails.PART_OF, "17").put("page", number).put("pages", of);
        return new Processed.Completed(row, details);
    }

    private static Processed.Completed part(String file) {
        return read.completions.stream()
                .filter(completed -> completed.fields().path("file").asText().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode row(String file) {
        return part(file).fields();
    }

    private static ObjectNode details(String file) {
        return part(file).details();
    }

    private static String partOf(String file) {
        return details(file).path(RowDetails.PART_OF).asText();
    }

    private static List<Map.Entry<String, String>> texts(ObjectNode row) {
        List<Map.Entry<String, String>> texts = new ArrayList<>();
        row.properties()
                .forEach(column -> texts.add(entry(column.getKey(), column.getValue().asText())));
        return texts;
    }
}
