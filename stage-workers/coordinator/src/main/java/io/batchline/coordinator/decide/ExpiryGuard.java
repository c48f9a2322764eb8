package io.batchline.coordinator.decide;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When leases may be ended. A lease is renewed by records, so nobody can say that one has ended
/// while there are records that nobody has read yet: after a start, after a pause of this program,
/// and while what is read is old. From then on it takes one whole lease more.
///
/// @param lastTick when time was last looked at
/// @param notBefore no lease ends before
/// @param behindSince since when old records have been read; null when the last one was fresh
public record ExpiryGuard(
        Instant lastTick, Instant notBefore, @Nullable Instant behindSince, Timings timings) {
    private static final int PAUSE_IN_TICKS = 5;

    public static ExpiryGuard started(Instant now, Timings timings) {
        return new ExpiryGuard(now, now.plus(timings.lease()), null, timings);
    }

    /// A record written at `written` was read. Old ones hold leases back only for so long: a clock
    /// that is wrong must not keep a lost worker's items for ever.
    public ExpiryGuard read(Instant now, Instant written) {
        Duration age = Duration.between(written, now);
        if (age.compareTo(timings.lease().dividedBy(2)) <= 0) {
            return behindSince == null ? this : new ExpiryGuard(lastTick, notBefore, null, timings);
        }
        Instant since = behindSince == null ? now : behindSince;
        boolean hold = now.isBefore(since.plus(timings.longestCatchUp()));
        return new ExpiryGuard(lastTick, hold ? hold(now) : notBefore, since, timings);
    }

    public ExpiryGuard ticked(Instant now) {
        Duration gap = Duration.between(lastTick, now);
        boolean paused = gap.compareTo(timings.tick().multipliedBy(PAUSE_IN_TICKS)) > 0;
        return new ExpiryGuard(now, paused ? hold(now) : notBefore, behindSince, timings);
    }

    public boolean mayExpire(Instant now) {
        return !now.isBefore(notBefore);
    }

    private Instant hold(Instant now) {
        Instant held = now.plus(timings.lease());
        return held.isAfter(notBefore) ? held : notBefore;
    }
}
