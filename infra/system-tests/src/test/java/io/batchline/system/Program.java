package io.batchline.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A main of ours in a process of its own, its output in a file.
final class Program implements AutoCloseable {
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Program start(
            Path output, String main, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main));
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
    String says(Pattern pattern) {
        await(process + " says " + pattern)
                .atMost(STARTED_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .failFast(() -> endedWithout(pattern))
                .until(() -> find(pattern));
        Matcher found = pattern.matcher(wholeOutput());
        if (!found.find()) {
            throw new IllegalStateException("%s is gone from %s".formatted(pattern, output));
        }
        return found.group(1);
    }

    private void endedWithout(Pattern pattern) {
        if (!process.isAlive() && !find(pattern)) {
            throw new AssertionError("%s ended: %s".formatted(process, wholeOutput()));
        }
    }

    private boolean find(Pattern pattern) {
        return pattern.matcher(wholeOutput()).find();
    }

    String wholeOutput() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The operating system's id of its process.
    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// As `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// As Ctrl-C and `kill` do.
    ///
    /// @return how long it took
    Duration stop() throws InterruptedException {
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
    void endSoon() {
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
