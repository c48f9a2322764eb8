package io.batchline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentFileNameTest {
    @Test
    void the_name_is_found_in_each_of_its_forms() {
        assertThat(SentFileName.ofDisposition("attachment; filename=a.zip")).isEqualTo("a.zip");
        assertThat(SentFileName.ofDisposition("attachment; filename=\"a \\\"b\\\".zip\""))
                .isEqualTo("a \"b\".zip");
        assertThat(
                        SentFileName.ofDisposition(
                                "attachment; filename=\"x.zip\"; filename*=UTF-8''Pr%C3%BCfung+1.zip"))
                .isEqualTo("Prüfung+1.zip");
        assertThat(SentFileName.ofDisposition("attachment; filename*=utf-8''100%.zip"))
                .isEqualTo("100%.zip");
        assertThat(SentFileName.ofDisposition("attachment")).isEmpty();
    }
}
