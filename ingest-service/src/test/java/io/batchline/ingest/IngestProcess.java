package io.batchline.ingest;

import static org.awaitility.Awaitility.await;

import io.batchline.kafka.KafkaConnection;
import io.batchline.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// The ingest program as an operator starts it, and what it prints.
final class IngestProcess implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private IngestProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().name("ingest-output").start(this::read);
    }

    static IngestProcess start(TestDatabase database, KafkaConnection kafka, Path storage)
            throws IOException {
        return start(
                Map.of(
                        "BATCHLINE_KAFKA", kafka.bootstrapServers(),
                        "BATCHLINE_DATABASE_URL", database.jdbcUrl(),
                        "BATCHLINE_DATABASE_USER", database.user(),
                        "BATCHLINE_DATABASE_PASSWORD", database.password(),
                        "BATCHLINE_STORAGE", storage.toString(),
                        "BATCHLINE_PORT", "0"));
    }

    static IngestProcess startWithoutEnvironment() throws IOException {
        return start(Map.of());
    }

    private static IngestProcess start(Map<String, String> environment) throws IOException {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                IngestMain.class.getName())
                        .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("BATCHLINE_"));
        builder.environment().putAll(environment);
        return new IngestProcess(builder.start());
    }

    /// The first line that holds the text.
    String awaitLine(String text) {
        await("a line with '%s' among %s".formatted(text, lines))
                .atMost(SOON)
                .until(() -> lines.stream().anyMatch(line -> line.contains(text)));
        return lines.stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /// Asks it to end; whether it did in time.
    boolean terminate(long time, TimeUnit unit) throws InterruptedException {
        process.destroy();
        return process.waitFor(time, unit);
    }

    /// As `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
