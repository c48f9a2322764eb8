package io.batchline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseConfigTest {
    @Test
    void a_bad_value_is_named_with_what_is_allowed() {
        assertThatThrownBy(() -> DatabaseConfig.of("postgres://x", "u", "p"))
                .hasMessageContaining("'postgres://x'")
                .hasMessageContaining("jdbc:postgresql:");
        assertThatThrownBy(() -> DatabaseConfig.of("jdbc:postgresql://x/y", " ", "p"))
                .hasMessageContaining("user");
        assertThatThrownBy(() ->
                        DatabaseConfig.of("jdbc:postgresql://x/y", "u", "p").withConnections(0))
                .hasMessageContaining("at least 1");
    }

    @Test
    void the_password_is_never_shown() {
        assertThat(DatabaseConfig.of("jdbc:postgresql://x/y", "u", "hush").toString())
                .doesNotContain("hush");
    }
}
