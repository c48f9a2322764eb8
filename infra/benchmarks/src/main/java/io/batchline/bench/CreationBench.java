package io.batchline.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
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
/// come meanwhile.
final class CreationBench {
    private static final int CONNECTIONS = 32;
    private static final int WARM_UP_SECONDS = 5;
    private static final double NANOS = 1e9;
    private static final double MICRO = 1e3;

    private final DoorClient client;
    private final int rate;
    private final int seconds;
    private final PrintStream out;

    CreationBench(DoorClient client, int rate, int seconds, PrintStream out) {
        this.client = client;
        this.rate = rate;
        this.seconds = seconds;
        this.out = out;
    }

    void measure(Figures figures) throws InterruptedException, ExecutionException {
        out.printf("Creating %d batches a second for %d s%n", rate, seconds);
        run(WARM_UP_SECONDS * rate, new Percentiles());
        var times = new Percentiles();
        long cpu = processorNanos();
        double took = run(seconds * rate, times);
        cpu = processorNanos() - cpu;
        figures.add(
                "batches created per second",
                "creations_per_second",
                times.count() / took,
                "asked for " + rate + ", goal 1,000");
        figures.add(
                "processor time per creation, µs",
                "creation_cpu_micros",
                cpu / MICRO / times.count(),
                "client, broker, coordinator and gateway with it; without the database");
        figures.add("creation p50, ms", "creation_p50_ms", times.at(50), "");
        figures.add("creation p99, ms", "creation_p99_ms", times.at(99), "goal 50");
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /// @return seconds until the last was done
    private double run(int count, Percentiles times)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        var next = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(
                        threads.submit(() -> {
                            create(count, start, next, times);
                            return null;
                        }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        return (System.nanoTime() - start) / NANOS;
    }

    private void create(int count, long start, AtomicLong next, Percentiles times)
            throws IOException {
        try (DoorClient.Connection connection = client.connect()) {
            for (long number = next.getAndIncrement();
                    number < count;
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
