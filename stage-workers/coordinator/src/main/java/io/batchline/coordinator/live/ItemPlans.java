package io.batchline.coordinator.live;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.Stage;
import io.batchline.coordinator.decide.StageRules;
import io.batchline.coordinator.decide.Verdict;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import io.batchline.coordinator.state.StageLife;
import java.time.Instant;
import java.util.Optional;

/// What is to be done about items that were found, and about events of items.
final class ItemPlans {
    /// Bytes of an item: it travels with each of its releases, and the broker takes records of a
    /// megabyte.
    static final int LARGEST_ITEM = 512 * 1024;

    private final Desk desk;
    private final ItemSteps items;
    private final BatchSteps steps;
    private final Herald herald;

    ItemPlans(Desk desk, ItemSteps items, BatchSteps steps, Herald herald) {
        this.desk = desk;
        this.items = items;
        this.steps = steps;
        this.herald = herald;
    }

    Plan of(LiveBatch batch, ItemEvent event) {
        return switch (event) {
            case ItemEvent.Heartbeat beat -> new Plan.Steps(() -> beat(batch, beat));
            case ItemEvent.OfItem ofItem -> planItem(batch, ofItem);
        };
    }

    Plan of(LiveBatch batch, ItemFound found, int size) {
        StageLife life = batch.state().life();
        Item item = found.item();
        int generation = batch.state().batch().generation();
        boolean extracting = batch.state().isIn(Stage.EXTRACT) && life != null;
        int newest = life != null && extracting ? life.run() : Integer.MAX_VALUE;
        if (found.generation() > generation
                || batch.state().stage() == null
                || (found.generation() == generation && found.run() > newest)) {
            return new Plan.Refused(
                    "run %d of extract, generation %d, was never released"
                            .formatted(found.run(), found.generation()));
        }
        if (!item.jobId().equals(JobId.of(found.batchId(), item.index()))) {
            return new Plan.Refused(
                    "item %d can't be called %s".formatted(item.index(), item.jobId()));
        }
        boolean old = found.generation() < generation || found.run() < newest || !extracting;
        if (old || desk.shelf().state(batch.id(), item.index()).isPresent()) {
            return Plan.NOTHING;
        }
        return size > LARGEST_ITEM
                ? new Plan.Steps(() -> tooLarge(batch, item, size))
                : new Plan.Steps(() -> hold(batch, item));
    }

    private void tooLarge(LiveBatch batch, Item item, int size) {
        Instant now = desk.now();
        var why =
                new Batch.BatchEnd(
                        "item_too_large",
                        "item %d (%s) has %d bytes: an item takes up to %d"
                                .formatted(item.index(), item.name(), size, LARGEST_ITEM));
        steps.become(batch, StageRules.failed(batch.state(), why, now), now);
    }

    private void hold(LiveBatch batch, Item item) {
        Instant now = desk.now();
        desk.shelf().putItem(batch.id(), item);
        desk.shelf().putState(batch.id(), item.index(), ItemState.FOUND);
        batch.held(item.index(), ItemStatus.WAITING);
        batch.heard(now);
        steps.settle(batch, now);
    }

    private Plan planItem(LiveBatch batch, ItemEvent.OfItem event) {
        ItemRun run = event.run();
        Optional<ItemState> item = desk.shelf().state(batch.id(), run.index());
        int generation = batch.state().batch().generation();
        if (run.key().generation() < generation) {
            return Plan.NOTHING;
        }
        if (run.key().generation() > generation
                || item.isEmpty()
                || !run.jobId().equals(JobId.of(batch.id(), run.index()))) {
            return new Plan.Refused(
                    "item %s, index %d, generation %d, was never released"
                            .formatted(run.jobId(), run.index(), run.key().generation()));
        }
        Instant now = desk.now();
        ItemState before = item.get();
        return switch (items.rules(batch, now).decide(before, event)) {
            case Verdict.Stale<ItemState>() -> Plan.NOTHING;
            case Verdict.Impossible<ItemState>(String why) -> new Plan.Refused(why);
            case Verdict.Alive<ItemState>() -> new Plan.Steps(() -> renew(batch, run, now));
            case Verdict.Changed<ItemState>(ItemState next) ->
                    new Plan.Steps(() -> moved(batch, event, before, next, now));
        };
    }

    private void moved(
            LiveBatch batch,
            ItemEvent.OfItem event,
            ItemState before,
            ItemState next,
            Instant now) {
        batch.heard(now);
        items.change(batch, event.run().index(), before, next, now);
        if (batch.isNew(event.worker())) {
            desk.shelf().putWorker(batch.id(), event.worker());
        }
        if (event instanceof ItemEvent.Succeeded succeeded) {
            batch.took(succeeded.took());
        }
        // Room is filled first: a worker waits for it, and a headline can wait a moment.
        items.refill(batch, now);
        herald.itemsMoved(batch, now);
        steps.settle(batch, now);
    }

    private void renew(LiveBatch batch, ItemRun run, Instant now) {
        batch.heard(now);
        batch.leases.renew(run.index(), run.run(), now.plus(desk.timings().lease()));
    }

    private void beat(LiveBatch batch, ItemEvent.Heartbeat beat) {
        Instant now = desk.now();
        Instant until = now.plus(desk.timings().lease());
        var rules = items.rules(batch, now);
        batch.heard(now);
        for (ItemRun run : beat.runs()) {
            boolean ours = run.batchId().equals(batch.id());
            if (ours && !batch.leases.renew(run.index(), run.run(), until)) {
                desk.shelf()
                        .state(batch.id(), run.index())
                        .ifPresent(item -> beat(batch, run, item, rules.beat(item, run), now));
            }
        }
    }

    private void beat(
            LiveBatch batch, ItemRun run, ItemState item, Verdict<ItemState> verdict, Instant now) {
        if (verdict instanceof Verdict.Changed<ItemState>(ItemState next)) {
            items.change(batch, run.index(), item, next, now);
        }
    }
}
