package io.batchline.coordinator.live;

import io.batchline.coordinator.decide.Waiting;
import java.time.Instant;

/// What the world was last told of a batch, so that it is told again only when that is old.
final class Told {
    private Instant snapshotAt = Instant.EPOCH;
    private boolean countsMoved;
    private Instant progressAt = Instant.EPOCH;
    private int wholePercent = -1;
    private Waiting waiting = Waiting.NOT;

    void snapshot(Instant now) {
        snapshotAt = now;
        countsMoved = false;
    }

    void progress(Instant now, double percent, Waiting why) {
        progressAt = now;
        wholePercent = (int) percent;
        waiting = why;
    }

    void countsMoved() {
        countsMoved = true;
    }

    /// A stage begins: nothing was told of it.
    void newStage() {
        wholePercent = -1;
        waiting = Waiting.NOT;
    }

    boolean hasCountsToTell() {
        return countsMoved;
    }

    Instant snapshotAt() {
        return snapshotAt;
    }

    Instant progressAt() {
        return progressAt;
    }

    int wholePercent() {
        return wholePercent;
    }

    Waiting waiting() {
        return waiting;
    }
}
