package io.batchline.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.JobId;
import io.batchline.contract.item.DoubtfulField;
import io.batchline.contract.item.DoubtfulField.Choice;
import io.batchline.ingest.batch.ReviewRules.Doubt;
import io.batchline.ingest.batch.ReviewRules.News;
import io.batchline.ingest.batch.ReviewRules.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewRulesTest {
    private static final JobId SHEET = new JobId("b1.000007");
    private static final Map<Place, Doubt> DOUBTS =
            Map.of(
                    new Place(SHEET, "q1"),
                    doubt("q1", "B"),
                    new Place(SHEET, "q2"),
                    doubt("q2", ""));

    @Test
    void a_decision_on_a_field_in_no_doubt_is_refused_with_those_that_are() {
        var rules = new ReviewRules(DOUBTS, Map.of());

        assertThat(rules.refused(List.of(decision("q1", "A"), decision("q3", "A"))))
                .hasValueSatisfying(refused ->
                        assertThat(refused.reason())
                                .contains("'q3'", "b1.000007", "there are q1, q2"));
    }

    @Test
    void a_value_that_the_field_can_not_have_is_refused_with_its_choices() {
        var rules = new ReviewRules(DOUBTS, Map.of());

        assertThat(rules.refused(List.of(decision("q1", "X"))))
                .hasValueSatisfying(
                        refused -> assertThat(refused.reason()).contains("'X'", "A, B"));
        assertThat(rules.refused(List.of(decision("q1", "AB"), decision("q2", "")))).isEmpty();
    }

    @Test
    void what_was_decided_like_that_is_no_news_and_the_last_of_several_counts() {
        var rules = new ReviewRules(DOUBTS, Map.of(new Place(SHEET, "q1"), "A"));

        assertThat(rules.news(List.of(decision("q1", "A")))).isEmpty();
        assertThat(rules.news(List.of(decision("q1", "B"), decision("q1", "AB"))))
                .containsExactly(new News(7, decision("q1", "AB"), "A"));
        assertThat(rules.news(List.of(decision("q1", "B"), decision("q1", "A")))).isEmpty();
    }

    @Test
    void to_confirm_what_was_read_is_news_once() {
        assertThat(new ReviewRules(DOUBTS, Map.of()).news(List.of(decision("q1", "B"))))
                .containsExactly(new News(7, decision("q1", "B"), "B"));
    }

    @Test
    void an_item_is_read_again_with_all_that_was_ever_decided_of_it() {
        var rules =
                new ReviewRules(
                        DOUBTS,
                        Map.of(
                                new Place(SHEET, "q1"), "A",
                                new Place(new JobId("b1.000008"), "q1"), "B"));

        assertThat(rules.all(SHEET, rules.news(List.of(decision("q2", "B")))))
                .isEqualTo(Map.of("q1", "A", "q2", "B"));
    }

    private static Decision decision(String field, String value) {
        return new Decision(SHEET, field, value);
    }

    private static Doubt doubt(String field, String value) {
        return new Doubt(
                7,
                new DoubtfulField(
                        field,
                        value,
                        0.5,
                        "second_mark",
                        List.of(new Choice("A", 0.4, false), new Choice("B", 0.8, true)),
                        null));
    }
}
