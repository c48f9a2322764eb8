package io.batchline.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server that outlived the JVM which had started it. It is found by its own pid file,
/// and touched only when that process really is a server of this data folder.
final class StalePostmaster {
    private static final Logger LOG = LoggerFactory.getLogger(StalePostmaster.class);
    private static final Duration FAST = Duration.ofSeconds(10);
    private static final Duration IMMEDIATE = Duration.ofSeconds(5);

    private StalePostmaster() {}

    static void stop(Path data) throws IOException, InterruptedException {
        Optional<ProcessHandle> found = find(data);
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle postmaster = found.get();
        LOG.atInfo()
                .addKeyValue("pid", postmaster.pid())
                .addKeyValue("data", data)
                .log("stopping the database server of an earlier process");
        if (!ended(postmaster, "INT", FAST) && !ended(postmaster, "QUIT", IMMEDIATE)) {
            throw new IOException(
                    "process %d still serves the database in %s and does not stop: end it, then start again"
                            .formatted(postmaster.pid(), data));
        }
    }

    static Optional<ProcessHandle> find(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2 || !Path.of(lines.get(1)).equals(data.toAbsolutePath().normalize())) {
            return Optional.empty();
        }
        return ProcessHandle.of(Math.abs(Long.parseLong(lines.getFirst().strip())))
                .filter(ProcessHandle::isAlive)
                .filter(process -> serves(process, data));
    }

    /// The number in the file may by now be any other process's.
    private static boolean serves(ProcessHandle process, Path data) {
        ProcessHandle.Info info = process.info();
        boolean isPostgres = info.command().filter(path -> path.endsWith("/postgres")).isPresent();
        return isPostgres
                && info.commandLine().filter(line -> line.contains(data.toString())).isPresent();
    }

    private static boolean ended(ProcessHandle process, String signal, Duration patience)
            throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("process %d can't be watched".formatted(process.pid()), e);
        }
    }
}
