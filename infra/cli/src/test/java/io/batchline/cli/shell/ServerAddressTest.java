package io.batchline.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @Test
    void it_is_scheme_host_and_port() {
        assertThat(ServerAddress.of("HTTPS://Batchline.Example//"))
                .isEqualTo(URI.create("https://batchline.example"));
        assertThat(ServerAddress.of("http://[::1]:8080"))
                .isEqualTo(URI.create("http://[::1]:8080"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nowhere",
                "ftp://host",
                "http://host/prefix",
                "http://host?a=b",
                "http://host#top",
                "http://a b",
                "mailto:someone",
                ""
            })
    void anything_else_is_refused_and_named(String given) {
        assertThatThrownBy(() -> ServerAddress.of(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--server '" + given + "'");
    }

    @Test
    void a_password_in_it_is_refused_and_not_said_again() {
        assertThatThrownBy(() -> ServerAddress.of("https://ann:secret@host"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void this_machine_is_known_by_its_own_names_only() {
        for (String own : new String[] {"localhost:1", "127.0.0.1", "127.1.2.3:8080", "[::1]"}) {
            assertThat(ServerAddress.isLoopback(URI.create("http://" + own))).as(own).isTrue();
        }
        for (String other :
                new String[] {"localhost.example", "127.0.0.1.example", "10.0.0.1", "[::2]"}) {
            assertThat(ServerAddress.isLoopback(URI.create("http://" + other))).as(other).isFalse();
        }
    }
}
