package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
    void a_secret_that_could_be_meant_otherwise_is_refused() {
        Shell shell = new Shell(home, Map.of());

        assertThat(shell.run("login", "--password", "x")).isEqualTo(2);
        assertThat(shell.err()).contains("--password-stdin");
        assertThat(shell.run("users", "add", "bob", "--role", "viewer", "--password", "x"))
                .isEqualTo(2);
        assertThat(shell.err()).contains("the password of bob is asked for");
        assertThat(shell.run("users", "password", "bob", "--password", "x")).isEqualTo(2);
    }

    @Test
    void a_token_that_can_not_be_one_is_not_printed() {
        Map<String, String> environment = Map.of("BATCHLINE_SERVER", "http://127.0.0.1:1");
        Shell shell = new Shell(home, environment);

        assertThat(shell.run("list", "--token", "sec\nret")).isEqualTo(2);
        assertThat(shell.err()).contains("character 4 of 7").doesNotContain("sec");
        assertThat(shell.run("list", "--token", "secret\r\n")).isEqualTo(1);
        assertThat(shell.err()).contains("No server answers there");
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

    @Test
    void bash_completes_commands_and_options() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        assertThat(completed("batchline", "pa")).contains("pause");
        assertThat(completed("batchline", "keys", "re")).contains("revoke");
        assertThat(completed("batchline", "list", "--st")).contains("--status");
    }

    @Test
    void fish_completes_commands_options_and_files() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/fish")), "there is no fish here");
        Path script = Files.writeString(home.resolve("completion.fish"), script("fish"));
        Files.writeString(home.resolve("scans.zip"), "");

        assertThat(fish(script, "batchline pa")).containsExactly("pause");
        assertThat(fish(script, "batchline keys re")).containsExactly("revoke");
        assertThat(fish(script, "batchline --json list --st")).containsExactly("--status");
        assertThat(fish(script, "batchline list ")).isEmpty();
        assertThat(fish(script, "batchline submit " + home.resolve("sc")))
                .containsExactly(home.resolve("scans.zip").toString());
    }

    @Test
    void of_other_shells_nothing_is_known() {
        assertThat(new Shell(home, Map.of()).run("completion", "tcsh")).isEqualTo(2);
    }

    private String script(String of) {
        Shell shell = new Shell(home, Map.of());
        assertThat(shell.run("completion", of)).isZero();
        return shell.out();
    }

    /// What fish would offer for this line, without what it says of it.
    private static List<String> fish(Path script, String line)
            throws IOException, InterruptedException {
        String program = "source '%s'; complete -C '%s'".formatted(script, line);
        return said("/usr/bin/fish", "--no-config", "-c", program).stream()
                .map(offer -> offer.replaceFirst("\t.*", ""))
                .toList();
    }

    private static List<String> said(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.lines().map(String::strip).toList();
    }

    /// What bash would offer for these words.
    private List<String> completed(String... words) throws IOException, InterruptedException {
        Path script = Files.writeString(home.resolve("completion.bash"), script("bash"));
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
        return said("/bin/bash", "--norc", "-c", program);
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
