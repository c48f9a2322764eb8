package io.batchline.coordinator.decide;

import java.time.Duration;
import java.time.Instant;

/// Whether batches come by the hundred. One that comes alone, or with a few others, is told of at
/// once; of a crowd nobody watches each, and a commit for every few of them costs more than they
/// do.
///
/// @param since when the present span began
/// @param count how many have come in it
/// @param before how many came in the whole span before it
public record CreationRush(Instant since, int count, int before) {
    /// None has come.
    public static final CreationRush NONE = new CreationRush(Instant.EPOCH, 0, 0);

    static final Duration SPAN = Duration.ofMillis(200);

    /// In a span and among the batches of one task.
    static final int FEW = 4;

    /// The same after one more.
    public CreationRush and(Instant now) {
        Duration passed = Duration.between(since, now);
        if (passed.compareTo(SPAN) < 0) {
            return new CreationRush(since, count + 1, before);
        }
        boolean isNext = passed.compareTo(SPAN.multipliedBy(2)) < 0;
        return new CreationRush(now, 1, isNext ? count : 0);
    }

    /// Whether the newest is one of a crowd.
    public boolean isOn() {
        return Math.max(count, before) > FEW;
    }
}
