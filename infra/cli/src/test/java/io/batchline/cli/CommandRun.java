package io.batchline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/// Runs `dead-letters …` as the main does, and keeps what the last one printed.
final class CommandRun {
    private final Map<String, String> environment;
    private StringWriter said = new StringWriter();

    CommandRun(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    int of(String... arguments) {
        said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        CommandLine line = BatchlineMain.commandLine(environment).setOut(writer).setErr(writer);
        return line.execute(
                Stream.concat(Stream.of("dead-letters"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    String said() {
        return said.toString();
    }
}
