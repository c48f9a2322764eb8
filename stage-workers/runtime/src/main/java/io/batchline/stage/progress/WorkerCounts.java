package io.batchline.stage.progress;

import java.time.Instant;
import java.util.BitSet;

/// What one worker did for one stage of a batch, folded by item: an item that is done twice counts
/// once. Guarded by its owner.
final class WorkerCounts {
    private final Instant since;
    private final BitSet succeeded = new BitSet();
    private final BitSet failed = new BitSet();
    private long running;
    private boolean changed = true;
    private Instant changedAt;

    WorkerCounts(Instant since) {
        this.since = since;
        this.changedAt = since;
    }

    void succeeded(int index, Instant at) {
        succeeded.set(index);
        failed.clear(index);
        changed(at);
    }

    void failed(int index, Instant at) {
        if (!succeeded.get(index)) {
            failed.set(index);
        }
        changed(at);
    }

    void running(long now, Instant at) {
        if (running != now) {
            running = now;
            changed(at);
        }
    }

    private void changed(Instant at) {
        changed = true;
        changedAt = at;
    }

    /// The counts, if they have changed since they were last taken.
    boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }

    Instant since() {
        return since;
    }

    Instant changedAt() {
        return changedAt;
    }

    long running() {
        return running;
    }

    long done() {
        return (long) succeeded.cardinality() + failed.cardinality();
    }

    long failures() {
        return failed.cardinality();
    }
}
