package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;

/// A program that follows a stream, and what it says: `event <id> <name>`, `broken` where it lost
/// its connection, and `ended <status>` as its last line.
final class Follower implements AutoCloseable {
    private static final String EVENT = "event ";
    private static final Duration END = Duration.ofSeconds(10);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Follower(Process process) {
        this.process = process;
        Thread.ofVirtual().name("follower").start(this::read);
    }

    static Follower started(Path folder, List<String> command) throws IOException {
        return new Follower(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start());
    }

    /// What it has told, in its order.
    List<String> ids() {
        return lines.stream()
                .filter(line -> line.startsWith(EVENT))
                .map(line -> line.split(" ", -1)[1])
                .toList();
    }

    void awaitId(long position) {
        soon().untilAsserted(() ->
                assertThat(ids()).as("of %s", lines).contains(Long.toString(position)));
    }

    void awaitBreaks(int count) {
        soon().untilAsserted(() ->
                assertThat(lines.stream().filter("broken"::equals).count())
                        .as("of %s", lines)
                        .isGreaterThanOrEqualTo(count));
    }

    /// Waits until it ends by itself.
    ///
    /// @return its last line
    String end() throws InterruptedException {
        assertThat(process.waitFor(END.toSeconds(), TimeUnit.SECONDS))
                .as("it ends by itself after %s", lines)
                .isTrue();
        soon().untilAsserted(() -> assertThat(lines.getLast()).startsWith("ended"));
        assertThat(process.exitValue()).as("of %s", lines).isZero();
        return lines.getLast();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(20));
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException _) {
            // It was ended.
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
