package io.batchline.contract.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.item.DoubtfulField.Choice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DoubtfulFieldTest {
    @Test
    void a_field_reads_as_nothing_as_a_choice_or_as_several_in_their_order() {
        DoubtfulField field = field("A", "B", "C");

        assertThat(field.mayRead("")).isTrue();
        assertThat(field.mayRead("B")).isTrue();
        assertThat(field.mayRead("AC")).isTrue();
        assertThat(field.mayRead("ABC")).isTrue();
        assertThat(field.mayRead("CA")).isFalse();
        assertThat(field.mayRead("AA")).isFalse();
        assertThat(field.mayRead("D")).isFalse();
        assertThat(field.mayRead("a")).isFalse();
        assertThat(field.mayRead(" ")).isFalse();
    }

    @Test
    void choices_of_several_letters_are_told_apart() {
        DoubtfulField field = field("1", "10", "0");

        assertThat(field.mayRead("10")).isTrue();
        assertThat(field.mayRead("110")).isTrue();
        assertThat(field.mayRead("1100")).isTrue();
        assertThat(field.mayRead("100")).isTrue();
        assertThat(field.mayRead("1010")).isFalse();
        assertThat(field.mayRead("00")).isFalse();
    }

    @Test
    void a_field_without_choices_reads_as_nothing_only() {
        assertThat(field().mayRead("")).isTrue();
        assertThat(field().mayRead("A")).isFalse();
    }

    private static DoubtfulField field(String... choices) {
        return new DoubtfulField(
                "q1",
                "",
                0.5,
                "faint_mark",
                Arrays.stream(choices).map(value -> new Choice(value, 0, false)).toList(),
                null);
    }
}
