package io.batchline.coordinator.live;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.coordinator.decide.CommandRules;
import io.batchline.coordinator.decide.ExpiryGuard;
import io.batchline.coordinator.decide.StageRules;
import io.batchline.coordinator.decide.Verdict;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.EarlyCommands;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import io.batchline.coordinator.state.StageLife;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Leads the batches of one task: takes what is read from the topics, and the passing of time.
/// Planning touches nothing; the steps of a plan do not fail for what a record says.
public final class Conductor {
    /// Bytes of an item, and of what was asked for. Both travel with every release of an item, and
    /// the broker takes records of a megabyte.
    static final int LARGEST_ITEM = 512 * 1024;

    static final int LARGEST_COMMAND = 256 * 1024;

    private static final Plan NOTHING = new Plan.Nothing();

    private final Desk desk;
    private final LiveBatches batches;
    private final ItemSteps items;
    private final BatchSteps steps;
    private final Herald herald;
    private ExpiryGuard guard;

    /// Reads the shelf: the batches are as they were stored last.
    public Conductor(Desk desk) {
        this.desk = desk;
        this.batches = new LiveBatches(desk);
        this.items = new ItemSteps(desk);
        this.herald = new Herald(desk);
        this.steps = new BatchSteps(desk, batches, items, herald);
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
        if (size > LARGEST_COMMAND) {
            return new Plan.Refused(
                    "a command of %d bytes: it takes up to %d".formatted(size, LARGEST_COMMAND));
        }
        return plan(command);
    }

    Plan plan(BatchCommand command) {
        BatchId id = command.batchId();
        Optional<LiveBatch> live = batches.find(id);
        if (live.isEmpty()) {
            return batches.hasEnded(id) ? NOTHING : planEarly(command);
        }
        Instant now = desk.now();
        LiveBatch batch = live.get();
        return become(batch, CommandRules.decide(batch.state(), command, now), now);
    }

    public Plan plan(StageEvent event) {
        return ofLive(event.key().batchId(), batch -> planStage(batch, event));
    }

    /// @param size the item's bytes
    public Plan plan(ItemFound found, int size) {
        return ofLive(found.batchId(), batch -> planFound(batch, found, size));
    }

    public Plan plan(ItemEvent event) {
        return ofLive(
                event.batchId(),
                batch ->
                        switch (event) {
                            case ItemEvent.Heartbeat beat ->
                                    new Plan.Steps(() -> beat(batch, beat));
                            case ItemEvent.OfItem ofItem -> planItem(batch, ofItem);
                        });
    }

    /// Time passed: leases end, retries become due, windows change, batches say why they wait.
    public void tick() {
        Instant now = desk.now();
        guard = guard.ticked(now);
        for (LiveBatch batch : batches.all()) {
            tickRun(batch, now);
            if (guard.mayExpire(now) && items.expire(batch, now)) {
                herald.itemsMoved(batch, now);
                steps.settle(batch, now);
            }
            if (batches.find(batch.id()).isPresent()) {
                items.refill(batch, now);
                herald.tick(batch, now);
            }
        }
        batches.sweep();
    }

    private void tickRun(LiveBatch batch, Instant now) {
        StageLife life = batch.state().life();
        if (life == null) {
            return;
        }
        Instant due = life.notBefore();
        boolean retry =
                life.status() == StageLife.Status.RETRYING && (due == null || !now.isBefore(due));
        Instant lease = batch.runLease();
        boolean over = lease != null && !now.isBefore(lease) && guard.mayExpire(now);
        if (retry || (life.isOut() && over)) {
            steps.runLost(batch, life, now);
        } else if (isMissingItems(batch, life, now)) {
            steps.become(
                    batch,
                    StageRules.missing(
                            batch.state(),
                            life,
                            batch.tally().total(),
                            now,
                            desk.timings().retry()),
                    now);
        }
    }

    /// Extract has finished, and for long none of the items that it announced has come.
    private boolean isMissingItems(LiveBatch batch, StageLife life, Instant now) {
        Instant given = batch.heardAt().plus(desk.timings().stallAfter());
        return batch.state().status() == BatchStatus.PROCESSING
                && batch.state().isIn(Stage.EXTRACT)
                && life.status() == StageLife.Status.ENDED
                && !now.isBefore(given)
                && guard.mayExpire(now);
    }

    private Plan planEarly(BatchCommand command) {
        BatchId id = command.batchId();
        EarlyCommands early = desk.shelf().early(id);
        if (command instanceof BatchCommand.Create create) {
            return new Plan.Steps(() -> create(create, early));
        }
        if (early.isFull()) {
            return new Plan.Refused(
                    "batch %s was never created, and %d commands for it are held already"
                            .formatted(id, EarlyCommands.MOST));
        }
        return new Plan.Steps(() -> desk.shelf().putEarly(id, early.and(command)));
    }

    private void create(BatchCommand.Create create, EarlyCommands early) {
        Instant now = desk.now();
        LiveBatch batch = batches.open(BatchState.created(create.definition(), now), now);
        herald.snapshot(batch, now);
        for (BatchCommand command : early.commands()) {
            if (plan(command) instanceof Plan.Steps(Runnable then)) {
                then.run();
            }
        }
        if (!early.commands().isEmpty()) {
            desk.shelf().dropEarly(batch.id());
        }
    }

    private Plan planStage(LiveBatch batch, StageEvent event) {
        Instant now = desk.now();
        var verdict =
                StageRules.decide(
                        batch.state(),
                        event,
                        now,
                        desk.timings().retry(),
                        desk.chance().nextDouble());
        return become(batch, verdict, now);
    }

    private Plan become(LiveBatch batch, Verdict<BatchState> verdict, Instant now) {
        return switch (verdict) {
            case Verdict.Stale<BatchState>() -> NOTHING;
            case Verdict.Impossible<BatchState>(String why) -> new Plan.Refused(why);
            case Verdict.Alive<BatchState>() ->
                    new Plan.Steps(() -> {
                        batch.heard(now);
                        batch.leaseRun(now.plus(desk.timings().lease()));
                    });
            case Verdict.Changed<BatchState>(BatchState next) ->
                    new Plan.Steps(() -> {
                        batch.heard(now);
                        steps.become(batch, next, now);
                    });
        };
    }

    private Plan planFound(LiveBatch batch, ItemFound found, int size) {
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
            return NOTHING;
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
            return NOTHING;
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
            case Verdict.Stale<ItemState>() -> NOTHING;
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

    private Plan ofLive(BatchId id, Function<LiveBatch, Plan> plan) {
        Optional<LiveBatch> live = batches.find(id);
        if (live.isPresent()) {
            return Objects.requireNonNull(plan.apply(live.get()));
        }
        return batches.hasEnded(id)
                ? NOTHING
                : new Plan.Refused("batch %s was never created".formatted(id));
    }
}
