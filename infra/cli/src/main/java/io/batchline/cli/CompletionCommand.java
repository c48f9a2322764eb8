package io.batchline.cli;

import io.batchline.cli.shell.ExitCode;
import io.batchline.cli.shell.Setting;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `completion`: what a shell wants to know to complete this command.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the completion of a shell.",
            "bash, zsh: source <(batchline completion bash)",
            "fish: batchline completion fish | source"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Setting setting;
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish")
    private String shell = "";

    CompletionCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        setting.out()
                .print(
                        switch (shell.toLowerCase(Locale.ROOT)) {
                            // The script is for both.
                            case "bash", "zsh" -> AutoComplete.bash("batchline", root);
                            case "fish" -> FishCompletion.script(root);
                            default ->
                                    throw new IllegalArgumentException(
                                            "'%s' is not known: it takes bash, zsh or fish"
                                                    .formatted(shell));
                        });
        setting.out().flush();
        return ExitCode.DONE.code();
    }
}
