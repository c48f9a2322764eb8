package io.batchline.bench;

import com.sun.management.OperatingSystemMXBean;
import io.batchline.database.Database;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// New batches at a fixed rate. Each is due at its time whether the one before is done or not, and
/// its time counts from when it was due: a server that stands still is not spared what would have
/// come meanwhile. One that does not keep up is not asked for ever: what is not done after twice
/// the time is left out.
///
/// What a creation costs a core is counted until all that follows at once is done, too: the command
/// sent, folded by the coordinator, read by everyone, and written into the read model.
final class CreationBench {
    private static final int CONNECTIONS = 32;
    private static final double NANOS = 1e9;
    private static final double MICRO = 1e3;
    private static final Duration FOLDED_WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 100;

    private final DoorClient client;
    private final LocalServer server;
    private final int rate;
    private final int warmUp;
    private final int seconds;
    private final PrintStream out;

    CreationBench(
            DoorClient client,
            LocalServer server,
            int rate,
            int warmUp,
            int seconds,
            PrintStream out) {
        this.client = client;
        this.server = server;
        this.rate = rate;
        this.warmUp = warmUp;
        this.seconds = seconds;
        this.out = out;
    }

    void measure(Figures figures)
            throws InterruptedException, ExecutionException, IOException, SQLException {
        try (Database database = Database.open(server.database().withConnections(1));
                Connection connection = database.dataSource().getConnection()) {
            out.printf(
                    "Creating %d batches a second for %d s, after %d s that do not count%n",
                    rate, seconds, warmUp);
            run(warmUp, new Percentiles());
            awaitFolded(connection);
            var times = new Percentiles();
            long own = ownNanos();
            Duration theirs = server.processorTime();
            Duration compiled = server.compilerTime();
            Duration database0 = server.databaseTime();
            double took = run(seconds, times);
            own = ownNanos() - own;
            double behind = awaitFolded(connection);
            add(figures, times, took, behind);
            perCreation(figures, times, "server", server.processorTime().minus(theirs).toNanos());
            perCreation(
                    figures, times, "compiler", server.compilerTime().minus(compiled).toNanos());
            perCreation(
                    figures, times, "database", server.databaseTime().minus(database0).toNanos());
            perCreation(figures, times, "client", own);
        }
    }

    private void add(Figures figures, Percentiles times, double took, double behind) {
        figures.add(
                "batches created per second",
                "creations_per_second",
                times.count() / took,
                "asked for " + rate + ", goal 1,000");
        figures.add("creation p50, ms", "creation_p50_ms", times.at(50), "");
        figures.add("creation p99, ms", "creation_p99_ms", times.at(99), "goal 50");
        figures.add(
                "all of them in the read model after, s",
                "creation_folded_after_seconds",
                behind,
                "counted from the last answer");
    }

    private static void perCreation(Figures figures, Percentiles times, String whose, long nanos) {
        figures.add(
                "processor time per creation, µs: " + whose,
                "creation_cpu_micros_" + whose,
                nanos / MICRO / times.count(),
                switch (whose) {
                    case "server" -> "with broker, coordinator, projector and gateway";
                    case "compiler" -> "of the server's, by the clock";
                    default -> "";
                });
    }

    private static long ownNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /// @return seconds until the projector has written of every batch
    private double awaitFolded(Connection database) throws SQLException, InterruptedException {
        long start = System.nanoTime();
        while (missing(database) > 0) {
            if (System.nanoTime() - start > FOLDED_WITHIN.toNanos()) {
                throw new IllegalStateException(
                        "%d batches are not in the read model after %s"
                                .formatted(missing(database), FOLDED_WITHIN));
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return (System.nanoTime() - start) / NANOS;
    }

    private static long missing(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select (select count(*) from batches) - (select count(*) from batch_states)")) {
            row.next();
            return row.getLong(1);
        }
    }

    /// @return seconds until the last was done
    private double run(int duration, Percentiles times)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        var next = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(
                        threads.submit(() -> {
                            create(duration, start, next, times);
                            return null;
                        }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        return (System.nanoTime() - start) / NANOS;
    }

    private void create(int duration, long start, AtomicLong next, Percentiles times)
            throws IOException {
        long count = (long) duration * rate;
        long end = start + (long) (2 * duration * NANOS);
        try (DoorClient.Connection connection = client.connect()) {
            for (long number = next.getAndIncrement();
                    number < count && System.nanoTime() < end;
                    number = next.getAndIncrement()) {
                long due = start + (long) (number * NANOS / rate);
                for (long wait = due - System.nanoTime();
                        wait > 0;
                        wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                connection.create();
                times.add(System.nanoTime() - due);
            }
        }
    }
}
