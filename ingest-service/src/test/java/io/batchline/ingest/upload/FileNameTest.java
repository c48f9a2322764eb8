package io.batchline.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "scans.zip,scans.zip",
                "../../etc/passwd,passwd",
                "C:\\scans\\a.zip,a.zip",
                "Prüfung 3ä.zip,Prüfung 3ä.zip",
                "日本.zip,日本.zip",
                " a.zip ,a.zip",
                "/,source.zip",
                "'',source.zip",
            })
    void a_name_is_shown_without_its_path(String sent, String shown) {
        assertThat(FileName.shown(sent)).isEqualTo(shown);
    }

    @Test
    void nothing_is_kept_that_a_terminal_or_a_page_would_act_on() {
        assertThat(FileName.shown("a\u0000\n\u001b[31m\u202eb.zip")).isEqualTo("a[31mb.zip");
    }

    @Test
    void a_long_name_keeps_its_end() {
        assertThat(FileName.shown("x".repeat(1000) + ".zip")).hasSize(255).endsWith(".zip");
    }
}
