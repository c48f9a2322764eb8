package io.batchline.coordinator.live;

import io.batchline.contract.id.BatchId;
import io.batchline.coordinator.state.BatchState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The batches of this task that have not ended, and the ended ones whose items are still to be
/// swept. In memory are only those that time may change: what waits for its source or its start
/// lies on the shelf, however many there are, until something is asked of it.
final class LiveBatches {
    private static final int SWEPT_PER_TICK = 1000;

    private final Desk desk;
    private final Map<BatchId, LiveBatch> awake = new LinkedHashMap<>();
    private final Map<BatchId, Integer> toSweep = new HashMap<>();

    LiveBatches(Desk desk) {
        this.desk = desk;
    }

    /// Reads everything from the shelf; leases that are held begin anew.
    void load(Instant now) {
        awake.clear();
        toSweep.clear();
        Instant leasesUntil = now.plus(desk.timings().lease());
        var begun = new ArrayList<BatchState>();
        desk.shelf()
                .eachLive(state -> {
                    if (state.stage() != null) {
                        begun.add(state);
                    }
                });
        for (BatchState state : begun) {
            put(LiveBatch.load(state, desk.shelf(), leasesUntil, now));
        }
        desk.shelf().eachToSweep(id -> toSweep.put(id, 0));
    }

    /// The batch, to do something with it: from the shelf where it was let go of.
    Optional<LiveBatch> find(BatchId id) {
        LiveBatch found = awake.get(id);
        return found == null ? desk.shelf().live(id).map(this::wake) : Optional.of(found);
    }

    private LiveBatch wake(BatchState state) {
        Instant now = desk.now();
        return put(LiveBatch.load(state, desk.shelf(), now.plus(desk.timings().lease()), now));
    }

    private LiveBatch put(LiveBatch batch) {
        awake.put(batch.id(), batch);
        return batch;
    }

    /// Whether there is nothing more to do for it: it has ended, or is deleted.
    boolean isOver(BatchId id) {
        return desk.shelf().ended(id).isPresent() || desk.shelf().isDeleted(id);
    }

    /// Those that time may change; the others are let go of here.
    List<LiveBatch> awake() {
        awake.values().removeIf(LiveBatch::isAsleep);
        return List.copyOf(awake.values());
    }

    LiveBatch open(BatchState state, Instant now) {
        desk.shelf().putLive(state);
        return put(new LiveBatch(state, desk.shelf(), now));
    }

    Optional<BatchState> ended(BatchId id) {
        return desk.shelf().ended(id);
    }

    /// An ended batch goes on with the items that the shelf holds.
    LiveBatch reopen(BatchState state, Instant now) {
        desk.shelf().putBegunAnew(state);
        Instant leasesUntil = now.plus(desk.timings().lease());
        return put(LiveBatch.load(state, desk.shelf(), leasesUntil, now));
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
        awake.remove(batch.id());
        toSweep.put(batch.id(), 0);
    }

    /// Forgets the batch wherever it stands.
    void delete(BatchId id, Instant now) {
        awake.remove(id);
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
