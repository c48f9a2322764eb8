package io.batchline.testkit;

import static org.awaitility.Awaitility.await;

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

/// A program of this class path in a process of its own, which can be killed, its output in a file.
public final class Program implements AutoCloseable {
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param flags of its JVM, beside those that each of ours has
    /// @param environment what is added to this process's own
    /// @param output a file that gets what it prints, behind what is there
    public static Program start(
            Class<?> main,
            List<String> flags,
            List<String> arguments,
            Map<String, String> environment,
            Path output)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        if (flags.stream().noneMatch(flag -> flag.startsWith("-XX:+Use"))) {
            command.add("-XX:+UseSerialGC");
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        return new Program(builder.start(), output);
    }

    /// Waits until the output holds what the pattern says.
    ///
    /// @return its first group
    /// @throws org.awaitility.core.TerminalFailureException when the program ends without it
    public String says(Pattern pattern) {
        return says(pattern, STARTED_WITHIN);
    }

    public String says(Pattern pattern, Duration within) {
        return await(process + " says " + pattern)
                .atMost(within)
                .pollInterval(LOOK_EVERY)
                .failFast(() -> endedWithout(pattern))
                .until(() -> said(pattern), Optional::isPresent)
                .orElseThrow();
    }

    private void endedWithout(Pattern pattern) {
        if (!process.isAlive() && said(pattern).isEmpty()) {
            throw new AssertionError("%s ended: %s".formatted(process, wholeOutput()));
        }
    }

    /// The first group of what it has printed.
    public Optional<String> said(Pattern pattern) {
        Matcher found = pattern.matcher(wholeOutput());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    public String wholeOutput() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for its own end.
    ///
    /// @throws AssertionError when it failed
    public void awaitDone() throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new AssertionError("%s failed: %s".formatted(process, wholeOutput()));
        }
    }

    /// The operating system's id of its process.
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// As `kill -9`.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// As Ctrl-C and `kill` do.
    ///
    /// @return how long it took
    public Duration stop() throws InterruptedException {
        long begin = System.nanoTime();
        process.destroy();
        if (!process.waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(
                    "%s does not stop within %s: %s"
                            .formatted(process, STOPPED_WITHIN, wholeOutput()));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /// Begins the end, without waiting for it.
    public void endSoon() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
