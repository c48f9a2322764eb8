package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.NativeTerminal;
import io.batchline.cli.shell.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What all commands have in common: help, documentation, codes.
class CommandsTest {
    private static final Path DOCS = Path.of("../docs/cli.md");

    @TempDir private Path home;

    @Test
    void every_command_is_in_the_documentation() throws IOException {
        String docs = Files.readString(DOCS);

        assertThat(names("", root()))
                .allSatisfy(name -> assertThat(docs).contains("| `" + name + "` |"));
        for (ExitCode code : ExitCode.values()) {
            assertThat(docs).contains("| %d |".formatted(code.code()));
        }
    }

    @Test
    void every_command_says_what_it_does_and_how_it_ends() {
        for (String name : names("", root())) {
            List<String> words = new ArrayList<>(List.of(name.split(" ")));
            words.add("--help");
            Shell shell = new Shell(home, Map.of());

            assertThat(shell.run(words.toArray(String[]::new))).as(name).isZero();
            assertThat(shell.out()).as(name).contains("Usage: batchline " + name, "Exit codes");
        }
    }

    @Test
    void what_is_wrong_with_the_arguments_is_code_2() {
        Shell shell = new Shell(home, Map.of());

        assertThat(shell.run("submit")).isEqualTo(2);
        assertThat(shell.run("nothing")).isEqualTo(2);
        assertThat(shell.run("list", "--limit", "many")).isEqualTo(2);
        assertThat(shell.run("watch", "no id")).isEqualTo(2);
        assertThat(shell.run("list", "--server", "nowhere")).isEqualTo(2);
        assertThat(shell.err()).contains("--server 'nowhere'");
    }

    @Test
    void who_has_not_logged_in_is_told_to() {
        Shell shell = new Shell(home, Map.of());

        assertThat(shell.run("list")).isEqualTo(1);
        assertThat(shell.err()).contains("nobody is logged in").contains("batchline login");
    }

    @Test
    void a_server_that_is_not_there_is_code_1() {
        Shell shell =
                new Shell(
                        home,
                        Map.of("BATCHLINE_SERVER", "http://127.0.0.1:1", "BATCHLINE_TOKEN", "t"));

        assertThat(shell.run("list")).isEqualTo(1);
        assertThat(shell.err()).contains("no server answers at http://127.0.0.1:1");
    }

    @Test
    void a_secret_that_could_be_meant_otherwise_is_refused() {
        Shell shell = new Shell(home, Map.of());

        assertThat(shell.run("login", "--password", "x")).isEqualTo(2);
        assertThat(shell.err()).contains("--password-stdin");
        assertThat(shell.run("users", "add", "bob", "--role", "viewer", "--password", "x"))
                .isEqualTo(2);
        assertThat(shell.err()).contains("the password of bob is asked for");
        assertThat(shell.run("users", "password", "bob", "--password", "x")).isEqualTo(2);
        assertThat(shell.run("tenants", "add", "t", "--admin", "bob", "--password", "x"))
                .isEqualTo(2);
    }

    @Test
    void a_token_that_can_not_be_one_is_not_printed() {
        Map<String, String> environment = Map.of("BATCHLINE_SERVER", "http://127.0.0.1:1");
        Shell shell = new Shell(home, environment);

        assertThat(shell.run("list", "--token", "sec\nret")).isEqualTo(2);
        assertThat(shell.err()).contains("character 4 of 7").doesNotContain("sec");
        assertThat(shell.run("list", "--token", "secret\r\n")).isEqualTo(1);
        assertThat(shell.err()).contains("no server answers at http://127.0.0.1:1");
    }

    @Test
    void what_could_not_be_printed_is_no_success() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Setting setting =
                new Setting(
                        Map.of(),
                        home,
                        InputStream.nullInputStream(),
                        new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new NativeTerminal());

        assertThat(BatchlineMain.run(setting, "--help")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("could not be written");
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("no space left");
        }
    }

    private static List<String> names(String before, CommandLine command) {
        List<String> names = new ArrayList<>();
        command.getSubcommands()
                .forEach((name, child) -> {
                    String whole = before.isEmpty() ? name : before + " " + name;
                    names.add(whole);
                    names.addAll(names(whole, child));
                });
        return names;
    }

    private static CommandLine root() {
        return BatchlineMain.commandLine(Setting.ofProcess(Map.of()));
    }
}
