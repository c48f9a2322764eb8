package io.batchline.workload.sheets.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.workload.sheets.template.SheetTemplate;
import io.batchline.workload.sheets.template.TemplateFiles;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EvaluationTest {
    private static final String TEMPLATE =
            """
            {"pageDimensions": [300, 400], "bubbleDimensions": [10, 10],
             "fieldBlocks": {"B": {"origin": [10, 20], "fieldType": "QTYPE_MCQ4",
               "bubblesGap": 20, "labelsGap": 3, "fieldLabels": ["q1..110"]}}}\
            """;
    private static final String DEFAULT =
            "\"DEFAULT\": {\"correct\": \"3\", \"incorrect\": \"-1\", \"unmarked\": 0}";

    private final Map<String, String> files = new HashMap<>(Map.of("template.json", TEMPLATE));

    @Test
    void right_wrong_and_blank_answers_are_worth_what_the_scheme_says() throws Exception {
        custom("[\"q1..3\"]", "[\"A\", \"B\", \"C\"]", DEFAULT);
        Scored scored = scoring().score(Map.of("q1", "A", "q2", "C", "q3", ""));
        assertThat(scored.points()).isEqualTo(2);
        assertThat(scored.verdicts())
                .extracting(QuestionVerdict::verdict)
                .containsExactly(Verdict.CORRECT, Verdict.INCORRECT, Verdict.UNMARKED);
        assertThat(scored.verdicts())
                .extracting(QuestionVerdict::total)
                .containsExactly(3.0, 2.0, 2.0);
    }

    @Test
    void any_of_several_answers_may_be_right_and_each_may_have_its_own_worth() throws Exception {
        custom(
                "[\"q1..3\"]",
                "[[\"A\", \"BC\"], [[\"B\", 2], [\"C\", \"3/2\"]], [[\"A\", -1]]]",
                DEFAULT);
        assertThat(scoring().score(Map.of("q1", "BC", "q2", "C", "q3", "A")).points())
                .isEqualTo(3.5);
    }

    @Test
    void each_of_several_pages_is_scored_by_its_questions_and_knows_their_place_in_the_key()
            throws Exception {
        pages("q1..2", "q3..4");
        custom("[\"q3\", \"q1\", \"q4\"]", "[\"A\", \"A\", \"A\"]", DEFAULT);
        Scoring whole =
                Evaluation.read(in(), SheetTemplate.pages(in()), _ -> Map.of()).orElseThrow();

        Scoring second = whole.on(Set.of("q3", "q4"));

        assertThat(second.places()).containsExactly(0, 2);
        assertThat(second.score(Map.of("q3", "A", "q4", "B")).points()).isEqualTo(2);
        assertThat(whole.warnings()).containsExactly("evaluation.json: no answer given for q2");
    }

    @Test
    void a_question_on_two_pages_is_refused() throws Exception {
        pages("q1..2", "q2..3");
        custom("[\"q2\"]", "[\"A\"]", DEFAULT);
        assertThatThrownBy(() -> Evaluation.read(in(), SheetTemplate.pages(in()), _ -> Map.of()))
                .hasMessage(
                        "evaluation.json: options: 'q2', which the key answers, is a column of 2 pages of the template");
    }

    private void pages(String first, String second) {
        String block =
                """
                {"fieldBlocks": {"B": {"origin": [10, 20], "fieldType": "QTYPE_MCQ4",
                   "bubblesGap": 20, "labelsGap": 3, "fieldLabels": ["%s"]}}}\
                """;
        files.put(
                "template.json",
                """
                {"pageDimensions": [300, 400], "bubbleDimensions": [10, 10],
                 "page_id": {"pattern": "(?<candidate>.)(?<page>.)"}, "pages": [%s, %s]}
                """
                        .formatted(block.formatted(first), block.formatted(second)));
    }

    @Test
    void points_add_up_in_key_order_in_double() throws Exception {
        // given
        int count = 106;
        String answers =
                "["
                        + String.join(
                                ", ", IntStream.range(0, count).mapToObj(_ -> "\"A\"").toList())
                        + "]";
        custom(
                "[\"q1..106\"]",
                answers,
                "\"DEFAULT\": {\"correct\": \"2/3\", \"incorrect\": 0, \"unmarked\": 0}");
        Map<String, String> all = new HashMap<>();
        IntStream.rangeClosed(1, count).forEach(n -> all.put("q" + n, "A"));

        // when
        double points = scoring().score(all).points();

        // then
        assertThat(points).isEqualTo(70.66666666666661);
    }

    @Test
    void a_section_has_its_own_marking() throws Exception {
        custom(
                "[\"q1..2\"]",
                "[\"A\", \"A\"]",
                DEFAULT
                        + ", \"BONUS_1\": {\"questions\": \"q2\", \"marking\": {\"correct\": 5,"
                        + " \"incorrect\": 1, \"unmarked\": 0}}");
        Scored scored = scoring().score(Map.of("q1", "A", "q2", "B"));
        assertThat(scored.points()).isEqualTo(4);
        assertThat(scored.verdicts().getLast().section()).isEqualTo("BONUS_1");
    }

    @Test
    void sections_take_fractions_off_give_a_bonus_for_trying_and_charge_for_blanks()
            throws Exception {
        custom(
                "[\"q1..6\"]",
                "[\"A\", \"A\", \"A\", \"A\", \"A\", \"A\"]",
                """
                "DEFAULT": {"correct": 1, "incorrect": "-1/3", "unmarked": "-0.25"},
                "BONUS_TRIED": {"questions": ["q3..4"],
                  "marking": {"correct": 2, "incorrect": 2, "unmarked": 0}},
                "HARD": {"questions": "q5",
                  "marking": {"correct": "7/2", "incorrect": 0, "unmarked": 0}}\
                """);
        Scoring scoring = scoring();
        Scored scored = scoring.score(Map.of("q1", "B", "q2", "", "q3", "D", "q4", "", "q5", "A"));
        assertThat(scored.verdicts())
                .extracting(QuestionVerdict::delta)
                .containsExactly(-1 / 3.0, -0.25, 2.0, 0.0, 3.5, -0.25);
        assertThat(scored.verdicts())
                .extracting(QuestionVerdict::section)
                .containsExactly(
                        "DEFAULT", "DEFAULT", "BONUS_TRIED", "BONUS_TRIED", "HARD", "DEFAULT");
        assertThat(scored.points()).isEqualTo(-1 / 3.0 - 0.25 + 2 + 0 + 3.5 - 0.25);
        assertThat(scoring.warnings()).noneMatch(warning -> warning.contains("BONUS_TRIED"));
    }

    @Test
    void a_key_that_a_spreadsheet_wrote_may_begin_with_a_byte_order_mark() throws Exception {
        csv("\uFEFFq1,A\r\nq2,B\r\n");
        assertThat(scoring().score(Map.of("q1", "A", "q2", "B")).points()).isEqualTo(6);
    }

    @Test
    void a_key_may_be_a_csv_with_texts_commas_and_lists() throws Exception {
        csv("q1,A\n\nq2,\"B,C\"\nq3,\"[['A', 2], ['AB', '1/2']]\"\nq4,\"['A', \"\"D\"\"]\"\n");
        assertThat(scoring().score(Map.of("q1", "A", "q2", "C", "q3", "AB", "q4", "D")).points())
                .isEqualTo(9.5);
    }

    @Test
    void a_key_is_read_from_its_picture_where_the_csv_is_missing() throws Exception {
        files.put(
                "evaluation.json",
                """
                {"source_type": "csv", "options": {"answer_key_csv_path": "key.csv",
                 "answer_key_image_path": "key.png", "questions_in_order": ["q1..2"]},
                 "marking_schemes": {%s}}\
                """
                        .formatted(DEFAULT));
        Scoring scoring =
                Evaluation.read(in(), List.of(template()), _ -> Map.of("q1", "A", "q2", "D"))
                        .orElseThrow();
        assertThat(scoring.score(Map.of("q1", "A", "q2", "D")).points()).isEqualTo(6);
        assertThat(scoring.keyPicture()).contains("key.png");
        assertThatThrownBy(() ->
                        Evaluation.read(
                                in(), List.of(template()), _ -> Map.of("q1", "A", "q2", "")))
                .hasMessageContaining("shows no answer to 'q2'");
    }

    @Test
    void no_evaluation_file_means_no_score() throws Exception {
        assertThat(Evaluation.read(in(), List.of(template()), _ -> Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "[\"A\"]",
                "[]",
                "[[\"A\"]]",
                "[[\"A\", \"x\"]]",
                "[[\"A\", \"1/0\"]]",
                "3"
            })
    void answers_of_other_shapes_are_refused(String answer) {
        custom("[\"q1\"]", "[" + answer + "]", DEFAULT);
        assertThatThrownBy(this::scoring).hasMessageContaining("answers_in_order[0]");
    }

    @Test
    void keys_that_do_not_fit_are_refused() {
        custom("[\"q1..2\"]", "[\"A\"]", DEFAULT);
        assertThatThrownBy(this::scoring).hasMessageContaining("a list of 2 answers");
        custom("[\"r1\"]", "[\"A\"]", DEFAULT);
        assertThatThrownBy(this::scoring).hasMessageContaining("no column 'r1'");
        custom("[\"q1\"]", "[\"A\"]", "\"X\": {}");
        assertThatThrownBy(this::scoring).hasMessageContaining("marking_schemes");
        csv("q1,A,B\n");
        assertThatThrownBy(this::scoring).hasMessageContaining("row 1");
        csv("q1,A\nq1,B\n");
        assertThatThrownBy(this::scoring).hasMessageContaining("has an answer already");
    }

    @Test
    void a_key_of_several_marks_does_not_go_with_setting_such_sheets_aside() {
        custom("[\"q1\"]", "[\"AB\"]", DEFAULT);
        files.put("config.json", "{\"outputs\": {\"filter_out_multimarked_files\": true}}");
        assertThatThrownBy(this::scoring).hasMessageContaining("filter_out_multimarked_files");
    }

    @Test
    void a_number_of_several_digits_is_one_mark_in_each_of_its_fields() throws Exception {
        // given
        files.put(
                "template.json",
                """
                {"pageDimensions": [300, 400], "bubbleDimensions": [10, 10],
                 "customLabels": {"q1": ["tens", "ones"]},
                 "fieldBlocks": {"B": {"origin": [10, 20], "fieldType": "QTYPE_INT",
                   "bubblesGap": 20, "labelsGap": 20, "fieldLabels": ["tens", "ones"]}}}\
                """);
        files.put("config.json", "{\"outputs\": {\"filter_out_multimarked_files\": true}}");
        custom("[\"q1\"]", "[\"42\"]", DEFAULT);

        // then
        assertThat(scoring().score(Map.of("q1", "42")).points()).isEqualTo(3);
        custom("[\"q1\"]", "[\"427\"]", DEFAULT);
        assertThatThrownBy(this::scoring).hasMessageContaining("filter_out_multimarked_files");
    }

    @Test
    void what_is_probably_not_meant_is_warned_of() throws Exception {
        custom(
                "[\"q1..109\"]",
                "["
                        + String.join(", ", IntStream.range(0, 109).mapToObj(_ -> "\"A\"").toList())
                        + "]",
                "\"DEFAULT\": {\"correct\": 1, \"incorrect\": 1, \"unmarked\": 0}");
        assertThat(scoring().warnings()).hasSize(2).last().asString().contains("q110");
    }

    private void custom(String questions, String answers, String schemes) {
        files.put(
                "evaluation.json",
                """
                {"source_type": "custom", "options": {"questions_in_order": %s,
                 "answers_in_order": %s}, "marking_schemes": {%s}}\
                """
                        .formatted(questions, answers, schemes));
    }

    private void csv(String key) {
        files.put("key.csv", key);
        files.put(
                "evaluation.json",
                """
                {"source_type": "csv", "options": {"answer_key_csv_path": "key.csv"},
                 "marking_schemes": {%s}}\
                """
                        .formatted(DEFAULT));
    }

    private Scoring scoring() throws TemplateRejected, IOException {
        return Evaluation.read(in(), List.of(template()), _ -> Map.of()).orElseThrow();
    }

    private SheetTemplate template() throws TemplateRejected, IOException {
        return SheetTemplate.read(in());
    }

    private TemplateFiles in() {
        return name ->
                Optional.ofNullable(files.get(name))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
