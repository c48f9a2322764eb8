package io.batchline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterRuleTest {
    private static final Operation OPERATION =
            Operation.get("/things", "listThings", Permission.NONE, "Things")
                    .query("size", Shape.integer(2, 7), "")
                    .query("colour", Shape.words("red", "green"), "")
                    .query("states", Shape.someOf(List.of("new", "old")), "")
                    .query("since", Shape.time(), "")
                    .query("name", Shape.text(3), "")
                    .query("place", Shape.form("^[a-z]*$"), "")
                    .query("any", Shape.text(), "");
    private static final List<ParameterRule> RULES =
            OPERATION.parameters().stream().map(ParameterRule::new).toList();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "size,2",
                "size,7",
                "colour,green",
                "states,new",
                "states,\"old, new\"",
                "states,\" \"",
                "since,2026-01-31T08:00:00Z",
                "since,2026-01-31T09:00:00+01:00",
                "name,abc",
                "place,x",
                "any,\"what ever\"",
                "unknown,1"
            })
    void what_a_parameter_takes(String name, String text) {
        assertThat(faults(Map.of(name, text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "size,1,2 to 7",
                "size,8,2 to 7",
                "size,9223372036854775808,2 to 7",
                "size,x,2 to 7",
                "size,\"\",2 to 7",
                "colour,blue,\"red, green\"",
                "states,\"new,blue\",'blue'",
                "states,\"new,\",\"new, old\"",
                "since,2026-01-31,a time like",
                "since,noon,a time like",
                "since,+999999999-12-31T23:59:59Z,a time like",
                "since,-0001-12-31T23:59:59Z,a time like",
                "name,abcd,1 to 3",
                "name,\"\",1 to 3",
                "place,X,the form"
            })
    void what_it_does_not_take_with_the_limit(String name, String text, String limit) {
        assertThat(faults(Map.of(name, text)))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.field()).isEqualTo(name);
                    assertThat(fault.message()).contains(limit);
                });
    }

    @Test
    void no_text_has_a_character_that_the_database_has_not() {
        assertThat(faults(Map.of("any", "a\0b"))).hasSize(1);
    }

    @Test
    void all_that_are_wrong_are_named() {
        assertThat(faults(Map.of("size", "0", "colour", "red", "since", "noon", "name", "long")))
                .extracting(FieldError::field)
                .containsExactly("size", "since", "name");
    }

    private static List<FieldError> faults(Map<String, String> query) {
        return ParameterRule.faults(RULES, query::get);
    }
}
