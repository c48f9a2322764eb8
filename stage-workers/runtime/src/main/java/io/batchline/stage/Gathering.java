package io.batchline.stage;

import java.time.Duration;

/// How long free slots are awaited before the next claim: a commit costs the same for one record as
/// for many.
///
/// While claimed tasks still wait for a core no time is lost, so a part of the slots is awaited;
/// otherwise the free slot itself is idle, and is filled soon: the others may be busy for minutes.
///
/// @param enough free slots that are worth a claim
/// @param ahead claimed tasks that wait for a core and hide a claim's time
record Gathering(int enough, int ahead) {
    private static final int CLAIMS_PER_ROUND_OF_SLOTS = 2;
    private static final Duration IDLE_SLOT = Duration.ofMillis(20);
    private static final Duration HIDDEN = Duration.ofSeconds(1);

    static Gathering of(int slots, int cores) {
        return new Gathering(Math.max(1, slots / CLAIMS_PER_ROUND_OF_SLOTS), cores);
    }

    /// @param free slots, 1 or more
    /// @param waiting claimed tasks that are not at work yet
    /// @param gathered since the first slot is free
    /// @return zero when it is time to claim
    Duration left(int free, int waiting, Duration gathered) {
        if (free >= enough) {
            return Duration.ZERO;
        }
        Duration most = waiting >= ahead ? HIDDEN : IDLE_SLOT;
        Duration left = most.minus(gathered);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
