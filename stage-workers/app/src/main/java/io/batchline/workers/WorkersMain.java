package io.batchline.workers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Stage-workers as a process of its own, set up by environment variables and `--stages`; SIGTERM
/// ends it.
public final class WorkersMain {
    private static final long STOP_WITHIN_SECONDS = 6;
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private WorkersMain() {}

    public static void main(String[] arguments) throws Exception {
        // Before the first logger; whoever names a configuration of their own has it.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "io/batchline/workers/logback-service.xml");
        }
        StageWorkersConfig config;
        try {
            config = new Settings(System.getenv()).config(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        run(config);
    }

    private static void run(StageWorkersConfig config) throws Exception {
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("end").unstarted(() -> end(stop, stopped)));
        try (var _ = StageWorkers.start(config)) {
            System.out.printf("%s works%n", config.worker());
            stop.await();
        } finally {
            stopped.countDown();
        }
    }

    /// The JVM ends when its hooks have: so they wait for an orderly end, but not for ever.
    private static void end(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            if (!stopped.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("stage-workers did not end in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
