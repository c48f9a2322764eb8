package io.batchline.coordinator.decide;

import java.time.Duration;

/// How long a failed attempt is followed by nothing: doubling from `first` to at most `longest`,
/// less up to half by chance, so that what failed together does not come back together.
public record RetryDelay(Duration first, Duration longest) {
    public static final RetryDelay DEFAULT =
            new RetryDelay(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final int MOST_DOUBLINGS = 20;

    public RetryDelay {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "retry delay from %s to %s: it starts above zero and does not shrink"
                            .formatted(first, longest));
        }
    }

    /// @param failed the attempt that failed, from 1
    /// @param chance 0 (inclusive) to 1 (exclusive)
    public Duration after(int failed, double chance) {
        long doubled = first.toMillis() << Math.min(failed - 1, MOST_DOUBLINGS);
        long full = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.round(full * (1 - chance / 2)));
    }
}
