package io.batchline.bench;

import io.batchline.contract.id.WorkerId;
import io.batchline.testkit.Program;
import io.batchline.workers.WorkersMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A stage-workers process beside this one, which can be killed.
final class WorkerProcess implements AutoCloseable {
    private static final Pattern WORKS = Pattern.compile("(\\S+) works");
    private static final List<String> FLAGS = List.of("-Xmx256m");

    private final Program program;

    private WorkerProcess(Program program) {
        this.program = program;
    }

    /// @param environment as the program documents it
    /// @param output a file that gets what it prints
    static WorkerProcess start(String stages, Map<String, String> environment, Path output)
            throws IOException {
        return new WorkerProcess(
                Program.start(
                        WorkersMain.class,
                        FLAGS,
                        List.of("--stages=" + stages),
                        environment,
                        output));
    }

    void awaitStarted(Duration within) {
        program.says(WORKS, within);
    }

    /// Its id, once it has started.
    WorkerId id() {
        return new WorkerId(program.said(WORKS).orElseThrow());
    }

    /// As `kill -9`.
    void kill() throws InterruptedException {
        program.kill();
    }

    @Override
    public void close() {
        program.close();
    }
}
