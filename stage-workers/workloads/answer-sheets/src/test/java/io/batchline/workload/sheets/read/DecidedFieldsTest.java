package io.batchline.workload.sheets.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.read.FieldReading.Box;
import io.batchline.workload.sheets.read.FieldReading.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a person decided in place of what was read.
final class DecidedFieldsTest {
    @Test
    void the_choices_that_make_the_decision_count_as_marked() {
        FieldReading decided = field("A", "B", "C").decided("AC", "-");

        assertThat(decided.value()).isEqualTo("AC");
        assertThat(marked(decided)).containsExactly("A", "C");
        assertThat(decided.isMultiMarked()).isTrue();
        assertThat(decided.doubt()).hasValue(Doubt.SECOND_MARK);
    }

    @Test
    void no_mark_reads_as_the_fields_empty_value() {
        FieldReading decided = field("A", "B").decided("", "-");

        assertThat(decided.value()).isEqualTo("-");
        assertThat(marked(decided)).isEmpty();
    }

    @Test
    void choices_of_several_letters_are_found_where_they_fit_together() {
        assertThat(marked(field("1", "10", "0").decided("100", ""))).containsExactly("10", "0");
        assertThat(marked(field("1", "10", "0").decided("10", ""))).containsExactly("1", "0");
    }

    private static List<String> marked(FieldReading field) {
        return field.choices().stream().filter(Choice::marked).map(Choice::value).toList();
    }

    private static FieldReading field(String... values) {
        int[] x = {0};
        return new FieldReading(
                "q1",
                values[0],
                0.5,
                Optional.of(Doubt.SECOND_MARK),
                Arrays.stream(values)
                        .map(value -> new Choice(value, 0.5, false, new Box(x[0] += 10, 0, 8, 8)))
                        .toList());
    }
}
