package io.batchline.bench;

import java.util.Arrays;

/// What clients receive, all together. Used by their thread.
final class StreamTally {
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] latencies = new long[1 << 16];
    private int count;
    private long passedOver;
    private long again;

    void clear() {
        count = 0;
        passedOver = 0;
        again = 0;
    }

    /// @param step from the newest number of the channel that its client had
    void delivered(long step, long latency) {
        if (count == latencies.length) {
            latencies = Arrays.copyOf(latencies, count * 2);
        }
        latencies[count++] = latency;
        if (step < 1) {
            again++;
        } else {
            passedOver += step - 1;
        }
    }

    int count() {
        return count;
    }

    /// Events that newer ones came instead of.
    long passedOver() {
        return passedOver;
    }

    long again() {
        return again;
    }

    /// In milliseconds; not a number when nothing came.
    double at(int percent) {
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(latencies, 0, count);
        return latencies[Math.max(0, (int) Math.ceil(percent / 100.0 * count) - 1)]
                / NANOS_PER_MILLI;
    }
}
