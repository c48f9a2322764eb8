package io.batchline.workload.sheets.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.workload.sheets.score.QuestionVerdict;
import io.batchline.workload.sheets.score.Verdict;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Expected values are worked out by hand: remaining scores are those without the question's
/// points.
final class QuestionStatisticsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    private final QuestionStatistics question =
            new QuestionStatistics(verdict("B", Verdict.CORRECT, 1));

    @Test
    void the_correlation_of_two_right_and_two_wrong_sheets_is_one_over_the_root_of_two() {
        // given remaining scores 3 and 5 where it is right, 1 and 3 where it is wrong: M1 = 4,
        // M0 = 2, s = sqrt((0 + 4 + 4 + 0) / 4) = sqrt 2, and sqrt(2 * 2) / 4 = 1/2
        right(3);
        right(5);
        wrong(1);
        wrong(3);

        // then 2 / sqrt 2 * 1/2
        assertThat(correlation()).isCloseTo(1 / Math.sqrt(2), EXACT);
        assertThat(question.difficulty()).isEqualTo(0.5);
    }

    @Test
    void the_correlation_of_one_right_and_two_wrong_sheets_is_half_the_root_of_three() {
        // given M1 = 6, M0 = 1.5, s = sqrt((9 + 9 + 0) / 3) = sqrt 6, and sqrt(1 * 2) / 3
        right(6);
        wrong(0);
        wrong(3);

        // then 4.5 / sqrt 6 * sqrt 2 / 3 = 1.5 / sqrt 3
        assertThat(correlation()).isCloseTo(Math.sqrt(3) / 2, EXACT);
        assertThat(question.difficulty()).isEqualTo(1 / 3.0);
    }

    @Test
    void a_question_that_the_weaker_sheets_have_right_correlates_negatively() {
        right(1);
        right(3);
        wrong(3);
        wrong(5);
        assertThat(correlation()).isCloseTo(-1 / Math.sqrt(2), EXACT);
    }

    @Test
    void the_points_of_the_question_itself_do_not_count() {
        // given scores of 0.1 and 10.1, which differ by this question's ten points only
        question.add(verdict("B", Verdict.CORRECT, 10), 10.1);
        question.add(verdict("A", Verdict.INCORRECT, 0), 0.1);
        question.add(verdict("B", Verdict.CORRECT, 10), 10.1);

        // then
        assertThat(question.pointBiserial()).isEmpty();
    }

    @Test
    void where_all_or_none_are_right_there_is_no_correlation() {
        right(1);
        right(2);
        assertThat(question.pointBiserial()).isEmpty();
        assertThat(question.difficulty()).isEqualTo(1);
    }

    @Test
    void many_sheets_correlate_as_by_pearsons_own_formula() {
        // given
        Random random = new Random(20261122);
        int sheets = 2_000;
        double[] scores = new double[sheets];
        double[] rights = new double[sheets];
        for (int i = 0; i < sheets; i++) {
            rights[i] = random.nextInt(3) == 0 ? 1 : 0;
            scores[i] = 100_000 + rights[i] + random.nextInt(40) / 3.0;
            double delta = rights[i] == 1 ? 2 / 3.0 : -1 / 3.0;
            question.add(
                    verdict("B", rights[i] == 1 ? Verdict.CORRECT : Verdict.INCORRECT, delta),
                    scores[i] + delta);
        }

        // then
        assertThat(correlation()).isCloseTo(pearson(rights, scores), within(1e-9));
    }

    @Test
    void each_choice_has_its_share_and_blanks_have_theirs() {
        // given
        right(1);
        right(2);
        wrong(1);
        question.add(verdict("", Verdict.UNMARKED, 0), 3);

        // when
        ObjectNode node = written();

        // then
        assertThat(node.get("choices").toString())
                .isEqualTo(
                        "[{\"choice\":\"A\",\"sheets\":1,\"share\":0.25},{\"choice\":\"B\",\"sheets\":2,\"share\":0.5}]");
        assertThat(node.get("unmarked_share").asDouble()).isEqualTo(0.25);
        assertThat(node.get("correct").asInt()).isEqualTo(2);
        assertThat(node.get("incorrect").asInt()).isOne();
        assertThat(node.get("unmarked").asInt()).isOne();
        assertThat(node.get("mean_points").asDouble()).isEqualTo(0.5);
    }

    @Test
    void no_more_texts_are_told_apart_than_the_limit_and_none_is_lost() {
        // when
        for (int i = 0; i < 1_000; i++) {
            question.add(verdict("t" + i, Verdict.INCORRECT, 0), i);
        }

        // then
        assertThat(written().get("choices")).hasSize(QuestionStatistics.MOST_CHOICES);
        assertThat(written().get("other_choices").asInt())
                .isEqualTo(1_000 - QuestionStatistics.MOST_CHOICES);
        assertThat(written().get("point_biserial").isNull()).isTrue();
    }

    private double correlation() {
        return question.pointBiserial().orElseThrow();
    }

    private ObjectNode written() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        question.writeTo(node);
        return node;
    }

    /// @param remaining the sheet's score without this question
    private void right(double remaining) {
        question.add(verdict("B", Verdict.CORRECT, 1), remaining + 1);
    }

    private void wrong(double remaining) {
        question.add(verdict("A", Verdict.INCORRECT, 0), remaining);
    }

    private static QuestionVerdict verdict(String marked, Verdict verdict, double delta) {
        return new QuestionVerdict("q1", marked, "B", verdict, delta, delta, "DEFAULT");
    }

    private static double pearson(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
