package io.batchline.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// What the fish shell wants to know to complete commands and their options. (picocli writes such a
/// script for bash and zsh only.)
final class FishCompletion {
    private static final String TEST = "__batchline_at";

    private FishCompletion() {}

    static String script(CommandLine root) {
        List<String> lines = new ArrayList<>();
        lines.add("# batchline completion fish | source");
        lines.add(
                """
                function %s
                    set -l words
                    for word in (commandline -opc)[2..]
                        string match -qr -- '^-' $word; or set -a words $word
                    end
                    test "$words[1..(count $argv)]" = "$argv"; or return 1
                    set -l more $words[(math (count $argv) + 1)..]
                    for child in $__batchline_children
                        test "$more[1]" = $child; and return 1
                    end
                    return 0
                end\
                """
                        .formatted(TEST));
        add(root, List.of(), lines);
        return String.join("\n", lines) + "\n";
    }

    private static void add(CommandLine command, List<String> path, List<String> lines) {
        String at =
                "complete -c batchline -f -n '__batchline_children=%s %s %s'"
                        .formatted(
                                String.join(",", command.getSubcommands().keySet()),
                                TEST,
                                String.join(" ", path));
        command.getSubcommands()
                .forEach((name, child) ->
                        lines.add("%s -a %s -d %s".formatted(at, name, quoted(about(child)))));
        for (OptionSpec option : command.getCommandSpec().options()) {
            StringBuilder line = new StringBuilder(at);
            for (String name : option.names()) {
                line.append(
                        name.startsWith("--")
                                ? " -l " + name.substring(2)
                                : " -s " + name.charAt(1));
            }
            line.append(option.arity().max() > 0 ? " -r -F" : "");
            lines.add(line.append(" -d ").append(quoted(first(option.description()))).toString());
        }
        command.getSubcommands()
                .forEach((name, child) -> {
                    List<String> deeper = new ArrayList<>(path);
                    deeper.add(name);
                    add(child, deeper, lines);
                });
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
