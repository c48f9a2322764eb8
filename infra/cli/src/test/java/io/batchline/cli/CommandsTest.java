package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What all commands have in common: help, documentation, completion.
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
        assertThat(shell.err()).contains("No server answers there");
    }

    @Test
    void bash_completes_commands_and_options() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        assertThat(completed("batchline", "pa")).contains("pause");
        assertThat(completed("batchline", "keys", "re")).contains("revoke");
        assertThat(completed("batchline", "list", "--st")).contains("--status");
    }

    @Test
    void the_fish_script_names_every_command() {
        Shell shell = new Shell(home, Map.of());

        assertThat(shell.run("completion", "fish")).isZero();
        assertThat(shell.out()).contains("-a submit ", "-a revoke ", "-l status ");
        assertThat(shell.run("completion", "tcsh")).isEqualTo(2);
    }

    /// What bash would offer for these words.
    private List<String> completed(String... words) throws IOException, InterruptedException {
        Shell shell = new Shell(home, Map.of());
        assertThat(shell.run("completion", "bash")).isZero();
        Path script = Files.writeString(home.resolve("completion.bash"), shell.out());
        String line = String.join(" ", words);
        String program =
                """
                source '%s'
                COMP_WORDS=(%s)
                COMP_CWORD=%d
                COMP_LINE='%s'
                COMP_POINT=%d
                f=$(complete -p batchline | sed 's/.*-F \\([^ ]*\\).*/\\1/')
                $f batchline '%s'
                printf '%%s\\n' "${COMPREPLY[@]}"
                """
                        .formatted(
                                script,
                                line,
                                words.length - 1,
                                line,
                                line.length(),
                                words[words.length - 1]);
        Process bash =
                new ProcessBuilder("/bin/bash", "--norc", "-c", program)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.lines().map(String::strip).toList();
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
