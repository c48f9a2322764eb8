package io.batchline.bench;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/// How long the same thing took, by the clock, each time. For any thread.
final class Percentiles {
    private static final double NANOS_PER_MILLI = 1e6;

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long duration) {
        nanos.add(duration);
    }

    int count() {
        return nanos.size();
    }

    /// In milliseconds; not a number when nothing was timed.
    double at(int percent) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1)]
                        / NANOS_PER_MILLI;
    }
}
