package io.batchline.gateway.sse;

import java.time.Duration;

/// A lane's clock and deadlines, in nanoseconds. Used by the lane's thread, but for [#lateBy].
final class LaneTimes {
    private static final long SWEEP_EVERY = Duration.ofSeconds(1).toNanos();

    private final long pace;
    private final long commentAfter;
    private final long writeWithin;
    private long now = System.nanoTime();
    private long sweptAt = now;
    private long latest;
    private volatile long lateBy;

    LaneTimes(StreamSettings settings) {
        this.pace = settings.pace().toNanos();
        // A sweep earlier than that, so that it is never later.
        long heartbeat = settings.heartbeat().toNanos();
        this.commentAfter = Math.max(heartbeat - SWEEP_EVERY, heartbeat / 2);
        this.writeWithin = settings.writeWithin().toNanos();
    }

    long pace() {
        return pace;
    }

    long now() {
        return now;
    }

    long look() {
        now = System.nanoTime();
        return now;
    }

    /// Notes that a frame that was due at `since` has gone out.
    ///
    /// @return what time it is now
    long sent(long since) {
        long at = look();
        latest = Math.max(latest, at - since);
        lateBy = Math.max(lateBy, latest);
        return at;
    }

    /// How late the latest frame went out within the last seconds.
    long lateBy() {
        return lateBy;
    }

    boolean isToSweep() {
        boolean isDue = now - sweptAt >= SWEEP_EVERY;
        if (isDue) {
            sweptAt = now;
            lateBy = latest;
            latest = 0;
        }
        return isDue;
    }

    long nextSweep() {
        return sweptAt + SWEEP_EVERY;
    }

    boolean isStuck(StreamClient client, long at) {
        return at - client.writtenAt > writeWithin;
    }

    /// Who was written to before that gets a comment.
    long commentBefore(long at) {
        return at - commentAfter;
    }
}
