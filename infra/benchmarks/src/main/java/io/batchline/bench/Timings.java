package io.batchline.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/// What the same work costs a core, each time; the median counts.
///
/// Time of this thread on a core, and not by the clock: whoever else runs here is left out.
final class Timings {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Double> millis = new ArrayList<>();

    /// Does the work and notes how long it took.
    <T> T time(Work<T> work) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        T result = work.run();
        millis.add((THREADS.getCurrentThreadCpuTime() - start) / NANOS_PER_MILLI);
        return result;
    }

    void add(double duration) {
        millis.add(duration);
    }

    /// In milliseconds.
    ///
    /// @throws IllegalStateException when nothing was timed
    double median() {
        if (millis.isEmpty()) {
            throw new IllegalStateException("nothing was timed");
        }
        List<Double> sorted = millis.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /// What is timed.
    @FunctionalInterface
    interface Work<T> {
        T run() throws Exception;
    }
}
