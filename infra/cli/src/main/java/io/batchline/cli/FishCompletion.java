package io.batchline.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What the fish shell wants to know to complete commands and their options. (picocli writes such a
/// script for bash and zsh only.)
final class FishCompletion {
    /// The command that has been typed is the longest known one that its words make, whatever
    /// options and other arguments stand between.
    private static final String AT =
            """
            function __batchline_at
                set -l typed
                for word in (commandline -opc)[2..-1]
                    set -l next (string trim -- "$typed $word")
                    contains -- $next $__batchline_commands; and set typed $next
                end
                test "$typed" = "$argv"
            end
            """;

    private FishCompletion() {}

    static String script(CommandLine root) {
        List<String> commands = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        add(root, "", commands, lines);
        return "# batchline completion fish | source\n"
                + "set -g __batchline_commands %s%n".formatted(String.join(" ", commands))
                + AT
                + String.join("\n", lines)
                + "\n";
    }

    private static void add(
            CommandLine command, String path, List<String> commands, List<String> lines) {
        CommandSpec spec = command.getCommandSpec();
        String at = "complete -c batchline -n '%s'".formatted(("__batchline_at " + path).strip());
        lines.add(
                at
                        + (spec.positionalParameters().stream().anyMatch(FishCompletion::isFile)
                                ? " -F"
                                : " -f"));
        for (OptionSpec option : spec.options()) {
            lines.add(at + names(option) + " -d " + quoted(first(option.description())));
        }
        for (var child : command.getSubcommands().entrySet()) {
            String name = child.getKey();
            lines.add("%s -a %s -d %s".formatted(at, name, quoted(about(child.getValue()))));
            String deeper = path.isEmpty() ? name : path + " " + name;
            commands.add(quoted(deeper));
            add(child.getValue(), deeper, commands, lines);
        }
    }

    private static String names(OptionSpec option) {
        var names = new StringBuilder();
        for (String name : option.names()) {
            names.append(
                    name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1));
        }
        if (option.arity().max() > 0) {
            names.append(isFile(option) ? " -r -F" : " -x");
        }
        return names.toString();
    }

    private static boolean isFile(ArgSpec argument) {
        return argument.type() == Path.class || argument.paramLabel().equals("FILE");
    }

    private static String about(CommandLine command) {
        return first(command.getCommandSpec().usageMessage().description());
    }

    private static String first(String... sentences) {
        return sentences.length == 0 ? "" : sentences[0];
    }

    private static String quoted(String text) {
        return "'%s'".formatted(text.replace("\\", "\\\\").replace("'", "\\'"));
    }
}
