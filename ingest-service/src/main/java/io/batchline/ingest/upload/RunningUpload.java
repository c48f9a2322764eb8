package io.batchline.ingest.upload;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request that writes an upload here, as its own thread and the watch see it.
final class RunningUpload {
    private final Clock clock;
    private final Runnable cut;
    private volatile @Nullable Instant waitsSince;
    private volatile boolean lost;

    RunningUpload(Clock clock, Runnable cut) {
        this.clock = clock;
        this.cut = cut;
    }

    /// Its thread waits for the client.
    void waits() {
        waitsSince = clock.instant();
    }

    /// Its thread has something to do.
    void works() {
        waitsSince = null;
    }

    /// When it was last seen to live. While the disk is slow it is the disk that is waited for, not
    /// the client.
    Instant seenAt() {
        Instant since = waitsSince;
        return since == null ? clock.instant() : since;
    }

    boolean hasLostClaim() {
        return lost;
    }

    /// The first time its thread finds out by itself and can answer; the next time it is told by
    /// the end of the connection on which it still waits.
    void loseClaim() {
        if (lost && waitsSince != null) {
            cut.run();
        }
        lost = true;
    }
}
