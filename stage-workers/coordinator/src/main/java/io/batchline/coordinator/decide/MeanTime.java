package io.batchline.coordinator.decide;

import java.time.Duration;
import java.util.Optional;

/// The mean time of the newest items' work: an exponential mean that forgets slowly.
public record MeanTime(long items, double seconds) {
    public static final MeanTime UNKNOWN = new MeanTime(0, 0);

    private static final double FORGET = 0.05;
    private static final double NANOS = 1e9;

    public MeanTime and(Duration took) {
        double now = took.toNanos() / NANOS;
        double weight = Math.max(FORGET, 1.0 / (items + 1));
        return new MeanTime(items + 1, seconds + (now - seconds) * weight);
    }

    public Optional<Duration> mean() {
        return items == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.round(seconds * NANOS)));
    }
}
