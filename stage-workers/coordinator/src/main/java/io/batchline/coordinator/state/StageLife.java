package io.batchline.coordinator.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the newest run of a per-batch stage stands.
///
/// @param run from 1
/// @param attempt from 1; grows only when an attempt failed
/// @param notBefore when a retry is due; null unless it is retrying
public record StageLife(Status status, int run, int attempt, @Nullable Instant notBefore) {
    /// Where a run stands.
    public enum Status {
        /// Handed out; no worker has said that it started. Has no lease.
        RELEASED,
        /// Claimed by a worker that holds a lease on it.
        RUNNING,
        /// An attempt failed; the next one is due later.
        RETRYING,
        /// Nothing more happens to it.
        ENDED
    }

    public static StageLife first() {
        return new StageLife(Status.RELEASED, 1, 1, null);
    }

    public StageLife releasedAgain() {
        return new StageLife(Status.RELEASED, run + 1, attempt, null);
    }

    /// Waits to be released again; no attempt is lost.
    public StageLife back(Instant now) {
        return new StageLife(Status.RETRYING, run, attempt, now);
    }

    public StageLife retrying(Instant due) {
        return new StageLife(Status.RETRYING, run, attempt + 1, due);
    }

    public StageLife in(Status next) {
        return new StageLife(next, run, attempt, null);
    }

    /// A worker has it, or it is on the way to one.
    public boolean isOut() {
        return status == Status.RELEASED || status == Status.RUNNING;
    }
}
