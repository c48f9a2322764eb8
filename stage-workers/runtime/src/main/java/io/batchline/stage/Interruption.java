package io.batchline.stage;

import io.batchline.contract.stage.FailureKind;

/// Why a task is interrupted.
enum Interruption {
    /// Its time limit is over.
    TIMED_OUT,
    /// Its batch was cancelled.
    CANCELLED,
    /// Its batch was paused, or wants it under other terms, and it has not begun.
    HELD_BACK,
    /// Its lease could not be renewed and is about to end.
    LEASE_LOST,
    /// The process ends.
    SHUTDOWN;

    /// How an interrupted task ends when its work gave nothing.
    Ending ending(String limit) {
        return switch (this) {
            case TIMED_OUT ->
                    new Ending.Failed(
                            FailureKind.TRANSIENT,
                            "timed_out",
                            "took longer than its limit of " + limit);
            case CANCELLED, HELD_BACK, LEASE_LOST, SHUTDOWN -> new Ending.Returned();
        };
    }
}
