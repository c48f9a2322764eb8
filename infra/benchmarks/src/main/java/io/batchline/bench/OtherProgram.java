package io.batchline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program of this class path in a process of its own, which can be killed.
final class OtherProgram implements AutoCloseable {
    private static final long STOP_WITHIN_SECONDS = 10;

    private final Process process;
    private final Path output;

    private OtherProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param output a file that gets what it prints
    static OtherProgram start(
            Class<?> main, List<String> arguments, Map<String, String> environment, Path output)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        return new OtherProgram(builder.start(), output);
    }

    /// Waits for its own end.
    ///
    /// @throws IllegalStateException when it failed
    void awaitDone() throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException("a program failed: see " + output);
        }
    }

    void awaitSaid(Pattern pattern, Duration within) throws InterruptedException {
        Waiting.until(
                "%s has %s".formatted(output, pattern), within, () -> said(pattern).isPresent());
    }

    /// The first group of what it printed.
    Optional<String> said(Pattern pattern) {
        if (!process.isAlive()) {
            throw new IllegalStateException("a program ended: see " + output);
        }
        try {
            Matcher found = pattern.matcher(Files.readString(output));
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
