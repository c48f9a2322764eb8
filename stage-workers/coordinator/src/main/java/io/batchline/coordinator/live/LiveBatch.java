package io.batchline.coordinator.live;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.ItemsHash;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import io.batchline.coordinator.decide.MeanTime;
import io.batchline.coordinator.decide.Rate;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import io.batchline.coordinator.state.Shelf;
import io.batchline.coordinator.state.StageLife;
import io.batchline.coordinator.state.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A batch that has not ended, with the indexes over its stored items that make an event cheap.
final class LiveBatch {
    final Leases leases = new Leases();
    final Retries retries = new Retries();
    final Told told = new Told();

    private final ReleaseOrder order;
    private BatchState state;
    private Tally tally = new Tally();
    private ItemsHash hash = ItemsHash.NONE;
    private int highest = -1;
    private MeanTime itemTime = MeanTime.UNKNOWN;
    private Rate rate;
    private Instant heardAt;
    private @Nullable Instant runLease;
    private final Set<WorkerId> workers = new HashSet<>();

    LiveBatch(BatchState state, Shelf shelf, Instant now) {
        this.state = state;
        this.order = new ReleaseOrder(state.id(), shelf);
        this.rate = Rate.from(now, 0);
        this.heardAt = now;
    }

    /// The batch as the shelf holds it, with leases that begin now.
    static LiveBatch load(BatchState state, Shelf shelf, Instant leasesUntil, Instant now) {
        var batch = new LiveBatch(state, shelf, now);
        boolean cancelling = state.status() == BatchStatus.CANCELLING;
        shelf.eachState(state.id(), (index, item) -> batch.take(index, item, leasesUntil));
        if (cancelling) {
            batch.leases.settle(leasesUntil);
        }
        batch.workers.addAll(shelf.workers(state.id()));
        StageLife life = state.life();
        if (life != null && (life.status() == StageLife.Status.RUNNING || cancelling)) {
            batch.runLease = leasesUntil;
        }
        batch.tally.addKept(state.kept());
        batch.hash = batch.hash.plus(state.keptHash());
        batch.rate = Rate.from(now, batch.done());
        return batch;
    }

    private void take(int index, ItemState item, Instant leasesUntil) {
        held(index, item.status());
        if (state.isIn(item.stage()) && item.run() > 0) {
            order.passed(index);
        }
        switch (item.status()) {
            case RELEASED -> leases.released(index, item.run());
            case RUNNING -> leases.running(index, item.run(), leasesUntil);
            case RETRYING -> retries.add(index, dueOf(item));
            case WAITING, ORGANIZED -> {
                boolean redriven = item.status() == ItemStatus.WAITING && state.isPartial();
                if (item.isBack() || redriven) {
                    retries.add(index, dueOf(item));
                }
            }
            case SUCCEEDED, FAILED, CANCELLED -> {}
        }
    }

    static Instant dueOf(ItemState item) {
        Instant due = item.notBefore();
        return due == null ? Instant.EPOCH : due;
    }

    BatchId id() {
        return state.id();
    }

    /// Whether nothing of it changes by time alone: no stage has begun, and all is told.
    boolean isAsleep() {
        return state.stage() == null && !told.hasCountsToTell();
    }

    BatchState state() {
        return state;
    }

    void become(BatchState next) {
        state = next;
    }

    Tally tally() {
        return tally;
    }

    int highest() {
        return highest;
    }

    /// An item is held that was not held before.
    void held(int index, ItemStatus status) {
        tally.add(status);
        status.end().ifPresent(how -> hash = hash.plus(index, how));
        highest = Math.max(highest, index);
    }

    /// An item went from one status to another.
    void moved(int index, ItemStatus from, ItemStatus to) {
        tally.move(from, to);
        from.end().ifPresent(how -> hash = hash.minus(index, how));
        to.end().ifPresent(how -> hash = hash.plus(index, how));
    }

    ItemsHash hash() {
        return hash;
    }

    /// Extract begins anew.
    void forgetItems() {
        tally = new Tally();
        hash = ItemsHash.NONE;
        highest = -1;
        leases.clear();
        retries.clear();
    }

    /// Another stage begins.
    void beginStage(Instant now) {
        order.restart();
        itemTime = MeanTime.UNKNOWN;
        rate = Rate.from(now, done());
        heardAt = now;
        runLease = null;
        told.newStage();
    }

    /// The next item of the stage that was never released in it. What a redrive does again in
    /// organize has its turn as what came back has.
    OptionalInt nextInOrder() {
        if (state.isIn(Stage.ORGANIZE) && state.isPartial()) {
            return OptionalInt.empty();
        }
        return state.isIn(Stage.ORGANIZE) ? order.next(state.total()) : order.nextPlaced();
    }

    /// The per-item stage at work, if one is.
    Optional<Stage> itemStage() {
        Stage stage = state.stage();
        return stage != null && stage.kind() == StageKind.PER_ITEM
                ? Optional.of(stage)
                : Optional.empty();
    }

    /// The counts that clients see: none until all items are known.
    Counts counts() {
        Stage stage = state.stage();
        return stage == null || stage == Stage.EXTRACT ? Counts.NONE : tally.counts();
    }

    int done() {
        return state.isIn(Stage.ORGANIZE) ? tally.organized() : tally.ended();
    }

    /// Whether the worker had no item of the batch before.
    boolean isNew(WorkerId worker) {
        return workers.add(worker);
    }

    MeanTime itemTime() {
        return itemTime;
    }

    void took(Duration time) {
        itemTime = itemTime.and(time);
    }

    Rate rate() {
        return rate;
    }

    void measure(Instant now) {
        rate = rate.at(now, done());
    }

    Instant heardAt() {
        return heardAt;
    }

    void heard(Instant now) {
        heardAt = now;
    }

    @Nullable Instant runLease() {
        return runLease;
    }

    void leaseRun(@Nullable Instant until) {
        runLease = until;
    }
}
