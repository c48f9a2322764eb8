package io.batchline.coordinator.live;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.stage.StageEvent;
import io.batchline.coordinator.decide.DeletionRule;
import io.batchline.coordinator.decide.ExpiryGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// Leads the batches of one task: takes what is read from the topics, and the passing of time.
/// Planning touches nothing; the steps of a plan do not fail for what a record says.
public final class Conductor {
    private static final Duration LOOK_AT_MARKS_EVERY = Duration.ofHours(1);

    private final Desk desk;
    private final LiveBatches batches;
    private final ItemSteps items;
    private final BatchSteps steps;
    private final Herald herald;
    private final BatchPlans batchPlans;
    private final ItemPlans itemPlans;
    private ExpiryGuard guard;
    private Instant marksLookedAt = Instant.MIN;

    /// Reads the shelf: the batches are as they were stored last.
    public Conductor(Desk desk) {
        this.desk = desk;
        this.batches = new LiveBatches(desk);
        this.items = new ItemSteps(desk);
        this.herald = new Herald(desk);
        this.steps = new BatchSteps(desk, batches, items, herald);
        this.batchPlans = new BatchPlans(desk, batches, steps, herald);
        this.itemPlans = new ItemPlans(desk, items, steps, herald);
        this.guard = ExpiryGuard.started(desk.now(), desk.timings());
        batches.load(desk.now());
    }

    Optional<LiveBatch> find(BatchId id) {
        return batches.find(id);
    }

    /// A record written at `written` is about to be planned.
    public void read(Instant written) {
        guard = guard.read(desk.now(), written);
    }

    /// @param size the command's bytes
    public Plan plan(BatchCommand command, int size) {
        return batchPlans.of(command, size);
    }

    public Plan plan(StageEvent event) {
        return ofLive(event.key().batchId(), batch -> batchPlans.of(batch, event));
    }

    /// @param size the item's bytes
    public Plan plan(ItemFound found, int size) {
        return ofLive(found.batchId(), batch -> itemPlans.of(batch, found, size));
    }

    public Plan plan(ItemEvent event) {
        return ofLive(event.batchId(), batch -> itemPlans.of(batch, event));
    }

    /// Time passed: leases end, retries become due, windows change, batches say why they wait.
    public void tick() {
        Instant now = desk.now();
        guard = guard.ticked(now);
        boolean expiring = guard.mayExpire(now);
        for (LiveBatch batch : batches.awake()) {
            batchPlans.tick(batch, expiring, now);
            if (expiring && items.expire(batch, now)) {
                herald.itemsMoved(batch, now);
                steps.settle(batch, now);
            }
            if (batches.find(batch.id()).isPresent()) {
                items.refill(batch, now);
                herald.tick(batch, now);
            }
        }
        batches.sweep();
        if (!now.isBefore(marksLookedAt.plus(LOOK_AT_MARKS_EVERY))) {
            marksLookedAt = now;
            desk.shelf().forgetDeletedBefore(now.minus(DeletionRule.MARK_KEPT));
        }
    }

    private Plan ofLive(BatchId id, Function<LiveBatch, Plan> plan) {
        return batches.find(id)
                .map(plan)
                .orElseGet(() ->
                        batches.isOver(id)
                                ? Plan.NOTHING
                                : new Plan.Refused("batch %s was never created".formatted(id)));
    }
}
