package io.batchline.contract.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SafeCellTest {
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
        assertThat(SafeCell.of(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-3", "+4.5", "-1.5e-3", "A", "a=b", "", "1-2", "'=x", "-.5"})
    void plain_numbers_and_words_stay_as_they_are(String text) {
        assertThat(SafeCell.of(text)).isEqualTo(text);
    }
}
