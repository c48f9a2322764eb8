package io.batchline.contract.batch;

import java.time.Duration;
import java.util.OptionalInt;

/// How a batch may use the workers.
///
/// @param concurrency 1 to 20 items at once, or absent: as many as the workers allow
/// @param itemTimeout 1 to 1800 s
/// @param maxAttempts 1 to 10
/// @param maxFailedPercent 0 to 100
public record BatchLimits(
        OptionalInt concurrency, Duration itemTimeout, int maxAttempts, int maxFailedPercent) {
    public static final int MOST_CONCURRENCY = 20;
    public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(30);
    public static final int MOST_ATTEMPTS = 10;

    public BatchLimits {
        if (concurrency.isPresent()) {
            inRange("concurrency", concurrency.getAsInt(), 1, MOST_CONCURRENCY);
        }
        inRange("item_timeout_seconds", itemTimeout.toSeconds(), 1, LONGEST_TIMEOUT.toSeconds());
        inRange("max_attempts", maxAttempts, 1, MOST_ATTEMPTS);
        inRange("max_failed_percent", maxFailedPercent, 0, 100);
    }

    public BatchLimits withConcurrency(OptionalInt other) {
        return new BatchLimits(other, itemTimeout, maxAttempts, maxFailedPercent);
    }

    private static void inRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s is %d: it takes %d to %d".formatted(name, value, least, most));
        }
    }
}
