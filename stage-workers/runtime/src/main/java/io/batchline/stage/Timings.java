package io.batchline.stage;

import java.time.Duration;

/// How long things take here. The lease is the coordinator's word: it releases a task again when
/// nothing was heard of it for that long.
///
/// @param heartbeatEvery how often a worker says that it still has its tasks
/// @param lease how long a claim holds after the last acknowledged sign of life
/// @param leaseMargin how long before the lease ends a worker that can't renew it lets go
/// @param interruptGrace how long an interrupted task may take to end before its end is announced
///   without it
public record Timings(
        Duration heartbeatEvery, Duration lease, Duration leaseMargin, Duration interruptGrace) {
    public static final Timings DEFAULT =
            new Timings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));

    public Timings {
        if (heartbeatEvery.plus(leaseMargin).compareTo(lease) >= 0) {
            throw new IllegalArgumentException(
                    "a heartbeat every %s and a margin of %s leave nothing of a lease of %s"
                            .formatted(heartbeatEvery, leaseMargin, lease));
        }
    }

    /// For how long after the last sign of life a task may go on.
    Duration mayGoOn() {
        return lease.minus(leaseMargin);
    }
}
