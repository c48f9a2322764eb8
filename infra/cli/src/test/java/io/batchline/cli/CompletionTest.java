package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Completion in each shell, done by that shell.
@Timeout(60)
class CompletionTest {
    private static final Path ZSH = Path.of("/usr/bin/zsh");

    /// What an interactive zsh is set up with: Ctrl-T shows its line.
    private static final String SETUP =
            """
            PS1=
            autoload -Uz compinit
            compinit -u -D
            source 'SCRIPT'
            batchline() { }
            show() { zle -I; print -r -- "<$BUFFER>" }
            zle -N show
            bindkey '^T' show
            print READY
            """;

    /// Types a line and a tab on a terminal of its own.
    private static final String TYPE =
            """
            zmodload zsh/zpty
            zpty shell "TERM=dumb zsh -f -i"
            zpty -w shell "source 'SETUP'"
            zpty -r shell said '*READY*' || exit 1
            zpty -w -n shell "$1"$'\\t\\x14'
            zpty -r shell said '*<*>*'
            said=${said##*<}
            print -r -- "${said%%>*}"
            zpty -d shell
            """;

    @TempDir private Path home;

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

    @Test
    void zsh_completes_commands_options_and_files_as_one_types_them() throws Exception {
        assumeTrue(Files.isExecutable(ZSH), "there is no zsh here");
        Path script = Files.writeString(home.resolve("completion.zsh"), script("zsh"));
        Path setup =
                Files.writeString(
                        home.resolve("setup.zsh"), SETUP.replace("SCRIPT", script.toString()));
        Files.writeString(home.resolve("type.zsh"), TYPE.replace("SETUP", setup.toString()));
        Files.writeString(home.resolve("scans.zip"), "");

        assertThat(typed("batchline pa")).isEqualTo("batchline pause ");
        assertThat(typed("batchline keys re")).isEqualTo("batchline keys revoke ");
        assertThat(typed("batchline webhooks rot")).isEqualTo("batchline webhooks rotate ");
        assertThat(typed("batchline --json list --st"))
                .isEqualTo("batchline --json list --status ");
        assertThat(typed("batchline submit " + home.resolve("sc")))
                .isEqualTo("batchline submit " + home.resolve("scans.zip") + " ");
        assertThat(typed("batchline zz")).isEqualTo("batchline zz");
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
                .map(offer -> offer.replaceFirst("\t.*", "").strip())
                .toList();
    }

    /// What stands in the line of an interactive zsh after a tab.
    private String typed(String line) throws IOException, InterruptedException {
        return said(ZSH.toString(), "-f", home.resolve("type.zsh").toString(), line).getFirst();
    }

    private static List<String> said(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.lines().toList();
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
        return said("/bin/bash", "--norc", "-c", program).stream().map(String::strip).toList();
    }
}
