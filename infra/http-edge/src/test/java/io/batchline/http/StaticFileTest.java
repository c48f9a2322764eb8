package io.batchline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaticFileTest {
    @Test
    void a_file_that_differs_has_another_tag_though_it_is_as_long() {
        assertThat(file("one").tag()).isEqualTo(file("one").tag()).isNotEqualTo(file("two").tag());
    }

    @Test
    void it_is_compressed_for_who_takes_that_and_where_it_helps() {
        StaticFile large = file("many ".repeat(100));

        assertThat(large.form("br, gzip").encoding()).isEqualTo("gzip");
        assertThat(large.form("br, gzip").bytes()).hasSizeLessThan(100);
        assertThat(large.form(null).encoding()).isNull();
        assertThat(large.form("gzip").tag()).isNotEqualTo(large.form(null).tag());
        assertThat(file("x").form("gzip").encoding()).isNull();
    }

    @Test
    void a_quality_of_nothing_refuses() {
        assertThat(StaticFile.takesGzip("GZIP;q=0.5")).isTrue();
        assertThat(StaticFile.takesGzip("gzip; q=0")).isFalse();
        assertThat(StaticFile.takesGzip("gzip;q=0.00, br")).isFalse();
        assertThat(StaticFile.takesGzip("identity")).isFalse();
    }

    @Test
    void a_tag_is_known_in_a_list_and_when_somebody_on_the_way_made_it_weak() {
        assertThat(StaticFile.isKnown("\"a\", W/\"b\"", "\"b\"")).isTrue();
        assertThat(StaticFile.isKnown("*", "\"b\"")).isTrue();
        assertThat(StaticFile.isKnown("\"a\"", "\"b\"")).isFalse();
        assertThat(StaticFile.isKnown(null, "\"b\"")).isFalse();
    }

    private static StaticFile file(String content) {
        return StaticFile.of("a.js", content.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
