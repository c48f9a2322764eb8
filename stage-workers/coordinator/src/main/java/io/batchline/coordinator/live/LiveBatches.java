package io.batchline.coordinator.live;

import io.batchline.contract.id.BatchId;
import io.batchline.coordinator.state.BatchState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The batches of this task that have not ended, and the ended ones whose items are still to be
/// swept.
final class LiveBatches {
    private static final int SWEPT_PER_TICK = 1000;

    private final Desk desk;
    private final Map<BatchId, LiveBatch> live = new HashMap<>();
    private final Map<BatchId, Integer> toSweep = new HashMap<>();

    LiveBatches(Desk desk) {
        this.desk = desk;
    }

    /// Reads everything from the shelf; leases that are held begin anew.
    void load(Instant now) {
        live.clear();
        toSweep.clear();
        Instant leasesUntil = now.plus(desk.timings().lease());
        var found = new ArrayList<BatchState>();
        desk.shelf().eachLive(found::add);
        for (BatchState state : found) {
            live.put(state.id(), LiveBatch.load(state, desk.shelf(), leasesUntil, now));
        }
        desk.shelf().eachToSweep(id -> toSweep.put(id, 0));
    }

    Optional<LiveBatch> find(BatchId id) {
        return Optional.ofNullable(live.get(id));
    }

    /// Whether there is nothing more to do for it: it has ended, or is deleted.
    boolean isOver(BatchId id) {
        return desk.shelf().ended(id).isPresent() || desk.shelf().isDeleted(id);
    }

    List<LiveBatch> all() {
        return List.copyOf(live.values());
    }

    LiveBatch open(BatchState state, Instant now) {
        desk.shelf().putLive(state);
        var batch = new LiveBatch(state, desk.shelf(), now);
        live.put(state.id(), batch);
        return batch;
    }

    Optional<BatchState> ended(BatchId id) {
        return desk.shelf().ended(id);
    }

    /// An ended batch goes on with the items that the shelf holds.
    LiveBatch reopen(BatchState state, Instant now) {
        desk.shelf().putBegunAnew(state);
        Instant leasesUntil = now.plus(desk.timings().lease());
        var batch = LiveBatch.load(state, desk.shelf(), leasesUntil, now);
        live.put(state.id(), batch);
        return batch;
    }

    /// Drops at once all that an ended batch leaves but the items that may be done again.
    void finishSweep(BatchId id) {
        Optional<Integer> from = Optional.ofNullable(toSweep.remove(id));
        while (from.isPresent()) {
            from = desk.shelf().sweep(id, from.get(), SWEPT_PER_TICK);
        }
    }

    void end(LiveBatch batch) {
        desk.shelf().putEnded(batch.state());
        live.remove(batch.id());
        toSweep.put(batch.id(), 0);
    }

    /// Forgets the batch wherever it stands.
    void delete(BatchId id, Instant now) {
        live.remove(id);
        toSweep.remove(id);
        desk.shelf().putDeleted(id, now);
    }

    /// Drops some of what ended batches leave.
    void sweep() {
        for (BatchId id : List.copyOf(toSweep.keySet())) {
            int from = toSweep.getOrDefault(id, 0);
            desk.shelf()
                    .sweep(id, from, SWEPT_PER_TICK)
                    .ifPresentOrElse(next -> toSweep.put(id, next), () -> toSweep.remove(id));
        }
    }
}
