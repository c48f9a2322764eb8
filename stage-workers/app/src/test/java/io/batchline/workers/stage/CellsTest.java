package io.batchline.workers.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CellsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+cmd|' /C calc'!A0",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "-",
                "+",
                "=",
                "-1e",
                "--1"
            })
    void what_a_spreadsheet_would_run_gets_a_quote(String text) {
        assertThat(Cells.of(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-3", "+4.5", "-1.5e-3", "A", "a=b", "", "1-2", "'=x", "-.5"})
    void plain_numbers_and_words_stay_as_they_are(String text) {
        assertThat(Cells.of(text)).isEqualTo(text);
    }

    @Test
    void json_values_become_the_text_that_a_reader_expects() {
        assertThat(Cells.of(IntNode.valueOf(-3))).isEqualTo("-3");
        assertThat(Cells.of(DoubleNode.valueOf(1.5))).isEqualTo("1.5");
        assertThat(Cells.of(NullNode.instance)).isEmpty();
        assertThat(Cells.of(TextNode.valueOf("=x"))).isEqualTo("'=x");
        assertThat(Cells.of(JsonNodeFactory.instance.arrayNode().add("a"))).isEqualTo("[\"a\"]");
    }
}
