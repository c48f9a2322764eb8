package io.batchline.coordinator.live;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.work.StageRun;
import io.batchline.coordinator.decide.StageEnd;
import io.batchline.coordinator.decide.StageRules;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.StageLife;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The steps of a batch as a whole: from stage to stage, and to its end.
final class BatchSteps {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSteps.class);

    private static final int ALL_PERCENT = 100;

    private final Desk desk;
    private final LiveBatches batches;
    private final ItemSteps items;
    private final Herald herald;

    BatchSteps(Desk desk, LiveBatches batches, ItemSteps items, Herald herald) {
        this.desk = desk;
        this.batches = batches;
        this.items = items;
        this.herald = herald;
    }

    /// The batch becomes `next`; what follows from the difference is done.
    void become(LiveBatch batch, BatchState next, Instant now) {
        BatchState before = batch.state();
        store(batch, next);
        followRun(batch, before.life(), next.life(), now);
        follow(batch, before, next, now);
        if (before.stage() == null && next.stage() != null) {
            batch.beginStage(now);
        }
        if (isNews(before, next)) {
            herald.snapshot(batch, now);
        } else if (!next.status().isTerminal() && !before.batch().equals(next.batch())) {
            herald.itemsMoved(batch, now);
        }
        settle(batch, now);
        items.refill(batch, now);
    }

    private void follow(LiveBatch batch, BatchState before, BatchState next, Instant now) {
        boolean entered = before.status() != next.status();
        if (entered && next.status() == BatchStatus.CANCELLING) {
            cancel(batch, now);
        } else if (entered && next.status() == BatchStatus.PAUSED) {
            items.callBack(batch, now);
            callBackRun(batch, now);
        } else if (!before.batch().definition().equals(next.batch().definition())) {
            items.callBack(batch, now);
        }
    }

    /// A change of state, beside which moving numbers can wait. An end is told when it is reached.
    private static boolean isNews(BatchState before, BatchState next) {
        boolean changed =
                before.status() != next.status()
                        || before.stage() != next.stage()
                        || !before.batch().definition().equals(next.batch().definition())
                        || !Objects.equals(before.batch().source(), next.batch().source());
        return changed && !next.status().isTerminal();
    }

    /// Goes through every stage's end that has come.
    void settle(LiveBatch batch, Instant now) {
        while (true) {
            StageEnd end = StageEnd.of(batch.state(), batch.tally(), batch.highest());
            switch (end) {
                case StageEnd.Open() -> {
                    return;
                }
                case StageEnd.Into(Stage next) -> enter(batch, next, now);
                case StageEnd.Completed() -> {
                    end(batch, BatchStatus.COMPLETED, now);
                    return;
                }
                case StageEnd.Stop(Batch.BatchEnd why) -> {
                    become(batch, StageEnd.stopping(batch.state(), why, now), now);
                    return;
                }
                case StageEnd.Cancelled() -> {
                    end(batch, BatchStatus.CANCELLED, now);
                    return;
                }
                case StageEnd.Failed(Batch.BatchEnd why) -> {
                    store(batch, StageRules.failed(batch.state(), why, now));
                    end(batch, BatchStatus.FAILED, now);
                    return;
                }
            }
        }
    }

    /// A batch that was begun anew goes into its first stage.
    void begin(LiveBatch batch, Instant now) {
        Stage first = Objects.requireNonNull(batch.state().stage());
        batch.told.newStage();
        herald.snapshot(batch, now);
        if (first.kind() == StageKind.PER_ITEM) {
            herald.itemStage(batch, first, now);
            items.refill(batch, now);
        } else {
            release(batch, Objects.requireNonNull(batch.state().life()), now);
        }
        settle(batch, now);
    }

    /// The run of a per-batch stage is lost, or its retry is due.
    void runLost(LiveBatch batch, StageLife life, Instant now) {
        become(batch, StageRules.lost(batch.state(), life, now), now);
    }

    private void followRun(
            LiveBatch batch, @Nullable StageLife before, @Nullable StageLife next, Instant now) {
        if (next == null || next.equals(before)) {
            return;
        }
        batch.leaseRun(
                next.status() == StageLife.Status.RUNNING
                        ? now.plus(desk.timings().lease())
                        : null);
        if (before == null || next.run() > before.run()) {
            if (batch.state().isIn(Stage.EXTRACT) && next.run() > 1) {
                desk.shelf().dropItems(batch.id());
                batch.forgetItems();
            }
            release(batch, next, now);
        }
    }

    private void enter(LiveBatch batch, Stage next, Instant now) {
        Stage finished = Objects.requireNonNull(batch.state().stage());
        close(batch, finished, StageState.FINISHED, now);
        if (finished.kind() == StageKind.PER_ITEM && batch.told.wholePercent() < ALL_PERCENT) {
            herald.itemStage(batch, finished, now);
        }
        if (next == Stage.PROCESS) {
            items.fold(batch);
        }
        BatchState entered =
                batch.state().withCounts(batch.tally().counts(), now).entering(next, now);
        store(batch, entered);
        batch.beginStage(now);
        herald.snapshot(batch, now);
        if (next.kind() == StageKind.PER_ITEM) {
            herald.itemStage(batch, next, now);
            items.refill(batch, now);
        } else {
            release(batch, Objects.requireNonNull(entered.life()), now);
        }
        LOG.atInfo()
                .addKeyValue("batch", batch.id())
                .addKeyValue("stage", next.shortName())
                .log("stage entered");
    }

    private void end(LiveBatch batch, BatchStatus status, Instant now) {
        Stage last = batch.state().stage();
        // A batch stopped between two stages: the first of them is finished all the same.
        if (last != null && batch.state().batch().row(last).state() != StageState.FINISHED) {
            close(batch, last, StageEnd.rowAt(status), now);
        }
        batch.become(batch.state().withHash(batch.hash(), now).ended(status, batch.counts(), now));
        batches.end(batch);
        herald.snapshot(batch, now);
        herald.end(batch, now);
        LOG.atInfo()
                .addKeyValue("batch", batch.id())
                .addKeyValue("status", status.wireId())
                .log("batch ended");
    }

    private void cancel(LiveBatch batch, Instant now) {
        if (batch.itemStage().isPresent()) {
            items.cancel(batch, now);
        }
        callBackRun(batch, now);
    }

    private void callBackRun(LiveBatch batch, Instant now) {
        StageLife life = batch.state().life();
        if (life != null && life.status() == StageLife.Status.RELEASED) {
            batch.leaseRun(now.plus(desk.timings().settle()));
        }
    }

    private void close(LiveBatch batch, Stage stage, StageState as, Instant now) {
        StageRow row = batch.state().batch().row(stage);
        boolean perItem = stage.kind() == StageKind.PER_ITEM;
        long done = perItem ? batch.done() : row.done();
        long total = perItem ? batch.state().total() : row.total();
        batch.become(batch.state().withRow(StageEnd.closed(row, as, done, total, now), now));
    }

    private void store(LiveBatch batch, BatchState next) {
        batch.become(next);
        desk.shelf().putLive(next);
    }

    private void release(LiveBatch batch, StageLife life, Instant now) {
        BatchState state = batch.state();
        Stage stage = Objects.requireNonNull(state.stage());
        List<StageOutput> inputs =
                state.batch().stages().stream()
                        .filter(row -> row.stage().compareTo(stage) < 0)
                        .flatMap(row -> row.outputs().stream())
                        .toList();
        var run =
                new StageRun(
                        state.key(stage),
                        life.run(),
                        state.batch().definition(),
                        Objects.requireNonNull(state.batch().source()),
                        stage == Stage.EXTRACT ? 0 : state.total(),
                        state.itemsRedriven(),
                        inputs,
                        Objects.requireNonNull(state.batch().times().startedAt()));
        desk.send(Topics.stageRuns(stage).write(batch.id(), run, Desk.SOURCE, now));
    }
}
