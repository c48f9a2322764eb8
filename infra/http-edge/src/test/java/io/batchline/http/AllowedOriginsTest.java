package io.batchline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AllowedOriginsTest {
    @Test
    void origins_are_taken_as_browsers_write_them() {
        AllowedOrigins allowed =
                of("https://Exams.example.org:443/, http://localhost:5173 ,https://a.example:8443");

        assertThat(allowed.origins())
                .containsExactlyInAnyOrder(
                        "https://exams.example.org",
                        "http://localhost:5173",
                        "https://a.example:8443");
        assertThat(allowed.allows("https://exams.example.org")).isTrue();
        assertThat(allowed.allows("https://exams.example.org.evil.example")).isFalse();
        assertThat(allowed.allows("null")).isFalse();
        assertThat(of("").origins()).isEmpty();
    }

    @Test
    void what_is_no_origin_is_refused_by_name() {
        for (String word :
                new String[] {
                    "*",
                    "null",
                    "https://*.example.org",
                    "exams.example.org",
                    "https://a/b",
                    "ftp://a",
                    "https://a?b",
                    "https://u@a"
                }) {
            assertThatThrownBy(() -> of(word))
                    .as(word)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("BATCHLINE_ALLOWED_ORIGINS")
                    .hasMessageContaining(word);
        }
    }

    private static AllowedOrigins of(String words) {
        return AllowedOrigins.of(Map.of("BATCHLINE_ALLOWED_ORIGINS", words));
    }
}
