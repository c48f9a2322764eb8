package io.batchline.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// Runs `dead-letters …` as the main does, and keeps what the last one printed.
final class CommandRun {
    private final Shell shell;

    CommandRun(Map<String, String> environment) {
        this.shell = new Shell(Path.of("no home"), environment);
    }

    int of(String... arguments) {
        return shell.run(
                Stream.concat(Stream.of("dead-letters"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    String said() {
        return shell.out() + shell.err();
    }
}
