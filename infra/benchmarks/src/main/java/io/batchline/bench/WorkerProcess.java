package io.batchline.bench;

import io.batchline.contract.id.WorkerId;
import io.batchline.workers.WorkersMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stage-workers process beside this one, which can be killed.
final class WorkerProcess implements AutoCloseable {
    private static final long STOP_WITHIN_SECONDS = 10;

    private static final Pattern WORKS = Pattern.compile("(\\S+) works");

    private final Process process;
    private final Path output;

    private WorkerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param environment as the program documents it
    /// @param output a file that gets what it prints
    static WorkerProcess start(String stages, Map<String, String> environment, Path output)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "--enable-native-access=ALL-UNNAMED",
                                        "--sun-misc-unsafe-memory-access=allow",
                                        "-XX:+UseSerialGC",
                                        "-Xmx256m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        WorkersMain.class.getName(),
                                        "--stages=" + stages))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new WorkerProcess(builder.start(), output);
    }

    void awaitStarted(Duration within) throws InterruptedException {
        Waiting.until("a worker process works: " + output, within, () -> said().isPresent());
    }

    /// Its id, once it has started.
    WorkerId id() {
        return said().orElseThrow();
    }

    private Optional<WorkerId> said() {
        if (!process.isAlive()) {
            throw new IllegalStateException("a worker process ended: see " + output);
        }
        try {
            Matcher works = WORKS.matcher(Files.readString(output));
            return works.find() ? Optional.of(new WorkerId(works.group(1))) : Optional.empty();
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
