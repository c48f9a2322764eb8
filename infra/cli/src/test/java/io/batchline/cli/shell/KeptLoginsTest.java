package io.batchline.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLoginsTest {
    private static final String HERE = "http://127.0.0.1:8080";

    @TempDir private Path home;
    private KeptLogins logins;

    @BeforeEach
    void in_an_empty_home() {
        logins = new KeptLogins(setting(Map.of()));
    }

    @Test
    void only_its_user_reads_the_file() throws IOException {
        logins.keep(new KeptLogin(HERE, "ann", "secret", null));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logins.file())))
                .isEqualTo("rw-------");
        assertThat(logins.file()).isEqualTo(home.resolve(".config/batchline/logins.json"));
        try (var files = Files.list(logins.file().resolveSibling(""))) {
            assertThat(files).containsExactly(logins.file());
        }
    }

    @Test
    void a_login_is_for_its_server_only_and_the_newest_server_is_meant() throws IOException {
        logins.keep(new KeptLogin(HERE, "ann", "one", Instant.EPOCH));
        logins.keep(new KeptLogin("https://there", null, "two", null));

        assertThat(logins.at(HERE).orElseThrow().token()).isEqualTo("one");
        assertThat(logins.at("https://elsewhere")).isEmpty();
        assertThat(logins.newestServer()).contains("https://there");

        logins.keep(new KeptLogin(HERE, "ann", "three", Instant.EPOCH));
        assertThat(logins.at(HERE).orElseThrow().token()).isEqualTo("three");
        logins.forget(HERE);
        assertThat(logins.at(HERE)).isEmpty();
        assertThat(logins.newestServer()).contains("https://there");
    }

    @Test
    void what_can_not_be_read_is_named() throws IOException {
        Files.createDirectories(logins.file().resolveSibling(""));
        Files.writeString(logins.file(), "{");

        assertThatThrownBy(() -> logins.at(HERE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(logins.file().toString());
    }

    @Test
    void the_folders_are_those_of_the_specification() {
        Setting moved =
                setting(Map.of("XDG_CONFIG_HOME", "/conf", "XDG_STATE_HOME", "relative/state"));

        assertThat(moved.configuration()).isEqualTo(Path.of("/conf/batchline"));
        assertThat(moved.state()).isEqualTo(home.resolve(".local/state/batchline"));
    }

    @Test
    void a_token_is_in_no_text() {
        assertThat(new KeptLogin(HERE, "ann", "secret", null).toString()).doesNotContain("secret");
    }

    private Setting setting(Map<String, String> environment) {
        return new Setting(
                environment,
                home,
                InputStream.nullInputStream(),
                System.out,
                System.err,
                new NativeTerminal());
    }
}
