package io.batchline.coordinator.live;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.coordinator.decide.CommandRules;
import io.batchline.coordinator.decide.RedriveRules;
import io.batchline.coordinator.decide.StageRules;
import io.batchline.coordinator.decide.Verdict;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.EarlyCommands;
import io.batchline.coordinator.state.StageLife;
import java.time.Instant;
import java.util.Optional;

/// What is to be done about commands, about events of per-batch stages, and about the passing of
/// their time.
final class BatchPlans {
    /// Bytes of what was asked for: it travels with every release of an item.
    static final int LARGEST_COMMAND = 256 * 1024;

    private final Desk desk;
    private final LiveBatches batches;
    private final BatchSteps steps;
    private final Herald herald;
    private final Redrives redrives;
    private final Deletions deletions;

    BatchPlans(Desk desk, LiveBatches batches, BatchSteps steps, Herald herald) {
        this.redrives = new Redrives(desk, batches, steps);
        this.deletions = new Deletions(desk, batches);
        this.desk = desk;
        this.batches = batches;
        this.steps = steps;
        this.herald = herald;
    }

    Plan of(BatchCommand command, int size) {
        if (size > LARGEST_COMMAND) {
            return new Plan.Refused(
                    "a command of %d bytes: it takes up to %d".formatted(size, LARGEST_COMMAND));
        }
        return of(command);
    }

    private Plan of(BatchCommand command) {
        BatchId id = command.batchId();
        if (command instanceof BatchCommand.Delete || desk.shelf().isDeleted(id)) {
            return deletions.of(command);
        }
        Optional<LiveBatch> live = batches.find(id);
        if (live.isEmpty()) {
            return batches.ended(id)
                    .map(ended -> ofEnded(ended, command))
                    .orElseGet(() -> planEarly(command));
        }
        Instant now = desk.now();
        LiveBatch batch = live.get();
        return become(batch, CommandRules.decide(batch.state(), command, now), now);
    }

    private Plan ofEnded(BatchState ended, BatchCommand command) {
        return switch (command) {
            case BatchCommand.Retry retry -> redrives.of(ended, RedriveRules.of(retry));
            case BatchCommand.Review review -> redrives.of(ended, RedriveRules.of(review));
            case BatchCommand.Create _,
                    BatchCommand.Uploading _,
                    BatchCommand.UploadAborted _,
                    BatchCommand.Uploaded _,
                    BatchCommand.Start _,
                    BatchCommand.Cancel _,
                    BatchCommand.Pause _,
                    BatchCommand.Resume _,
                    BatchCommand.Change _,
                    BatchCommand.Delete _ ->
                    Plan.NOTHING;
        };
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
        herald.created(batch, now);
        for (BatchCommand command : early.commands()) {
            if (of(command) instanceof Plan.Steps(Runnable then)) {
                then.run();
            }
        }
        if (!early.commands().isEmpty()) {
            desk.shelf().dropEarly(batch.id());
        }
    }

    Plan of(LiveBatch batch, StageEvent event) {
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
            case Verdict.Stale<BatchState>() -> Plan.NOTHING;
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

    /// @param expiring whether leases may be ended
    void tick(LiveBatch batch, boolean expiring, Instant now) {
        StageLife life = batch.state().life();
        if (life == null) {
            return;
        }
        Instant due = life.notBefore();
        boolean retry =
                life.status() == StageLife.Status.RETRYING
                        && batch.state().status() != BatchStatus.PAUSED
                        && (due == null || !now.isBefore(due));
        Instant lease = batch.runLease();
        boolean over = lease != null && !now.isBefore(lease) && expiring;
        if (retry || (life.isOut() && over)) {
            steps.runLost(batch, life, now);
        } else if (expiring && isMissingItems(batch, life, now)) {
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
                && !now.isBefore(given);
    }
}
