package io.batchline.ingest;

import io.batchline.http.HttpConfig;
import io.batchline.http.HttpServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ingest as a process of its own, set up by environment variables; SIGTERM ends it.
public final class IngestMain {
    private static final long STOP_WITHIN_SECONDS = 5;
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private IngestMain() {}

    public static void main(String[] arguments) throws Exception {
        // Before the first logger; whoever names a configuration of their own has it.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "io/batchline/ingest/logback-service.xml");
        }
        IngestEnvironment environment = new IngestEnvironment(System.getenv());
        IngestConfig config;
        HttpConfig http;
        try {
            config = environment.ingest();
            http = environment.http();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        run(config, http);
    }

    private static void run(IngestConfig config, HttpConfig http) throws Exception {
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(() -> end(stop, stopped)));
        try (Ingest ingest = Ingest.start(config);
                HttpServer server = HttpServer.start(http, List.of(ingest.routes()))) {
            ingest.firstPassword()
                    .ifPresent(password ->
                            System.out.printf(
                                    "First start: log in as admin with the password %s (it is not shown again)%n",
                                    password));
            System.out.printf(
                    "ingest-service listens on http://%s:%d%n", http.host(), server.port());
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
                System.err.println("ingest-service did not end in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
