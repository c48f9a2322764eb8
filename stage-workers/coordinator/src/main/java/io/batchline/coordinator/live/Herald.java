package io.batchline.coordinator.live;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import io.batchline.contract.topic.Topics;
import io.batchline.coordinator.decide.CreationRush;
import io.batchline.coordinator.decide.Headline;
import io.batchline.coordinator.decide.Timings;
import io.batchline.coordinator.decide.Waiting;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.ItemStatus;
import io.batchline.coordinator.state.StageLife;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells the world of a batch: its state on `batches`, its headline on `progress`. Of every change
/// of state at once; of moving counts as often as somebody can see.
final class Herald {
    private final Desk desk;
    private final Timings timings;
    private CreationRush rush = CreationRush.NONE;

    Herald(Desk desk) {
        this.desk = desk;
        this.timings = desk.timings();
    }

    /// The first word on a new batch.
    void created(LiveBatch batch, Instant now) {
        rush = rush.and(now);
        snapshot(batch, now, rush.isOn() ? Outbox.Hurry.WITH_OTHERS : Outbox.Hurry.AT_ONCE);
    }

    /// The batch's state as it is now.
    void snapshot(LiveBatch batch, Instant now) {
        snapshot(batch, now, Outbox.Hurry.AT_ONCE);
    }

    private void snapshot(LiveBatch batch, Instant now, Outbox.Hurry hurry) {
        batch.told.snapshot(now);
        Batch told = counted(batch, now).batch();
        desk.send(Topics.BATCHES.write(batch.id(), told, Desk.SOURCE, now), hurry);
    }

    /// Items moved: publishes what has become visible by it.
    void itemsMoved(LiveBatch batch, Instant now) {
        batch.told.countsMoved();
        snapshotIfDue(batch, now);
        batch.itemStage()
                .ifPresent(stage -> {
                    Headline headline = headline(batch, Waiting.NOT, now);
                    if ((int) headline.percent(stage) != batch.told.wholePercent()) {
                        tell(batch, stage, headline);
                    }
                });
    }

    /// The headline of a per-item stage, at its start and its end.
    void itemStage(LiveBatch batch, Stage stage, Instant now) {
        tell(batch, stage, headline(batch, Waiting.NOT, now));
    }

    void end(LiveBatch batch, Instant now) {
        send(headline(batch, Waiting.NOT, now).ofEnd(), now);
    }

    /// Time passed: counts that wait to be told, a headline while nothing changes, and why.
    void tick(LiveBatch batch, Instant now) {
        Stage stage = batch.state().stage();
        snapshotIfDue(batch, now);
        if (stage == null) {
            return;
        }
        batch.measure(now);
        Waiting waiting = waiting(batch, stage, now);
        boolean changed = waiting.isNewsAfter(batch.told.waiting());
        boolean old = isOver(batch.told.progressAt(), timings.progressEvery(), now);
        if (changed || old) {
            if (isOurs(batch, stage, waiting)) {
                tell(batch, stage, headline(batch, waiting, now));
            } else if (changed) {
                batch.told.progress(now, batch.told.wholePercent(), waiting);
            }
        }
    }

    /// A per-batch stage writes its own headline; ours it is only while no worker does, and once to
    /// take back why it waited.
    private static boolean isOurs(LiveBatch batch, Stage stage, Waiting waiting) {
        if (stage.kind() == StageKind.PER_ITEM) {
            return true;
        }
        StageLife life = batch.state().life();
        boolean atWork = life != null && life.status() == StageLife.Status.RUNNING;
        boolean takenBack = batch.told.waiting().reason().isPresent();
        return waiting.reason().isPresent() ? !atWork || waiting.stalled() : takenBack;
    }

    private void tell(LiveBatch batch, Stage stage, Headline headline) {
        Progress progress = headline.ofStage(stage);
        batch.told.progress(
                progress.timestamp(), progress.progressPercentage(), headline.waiting());
        send(progress, progress.timestamp());
    }

    private void send(Progress progress, Instant now) {
        desk.send(Topics.PROGRESS.write(progress.key(), progress, Desk.SOURCE, now));
    }

    private void snapshotIfDue(LiveBatch batch, Instant now) {
        if (batch.told.hasCountsToTell()
                && isOver(batch.told.snapshotAt(), timings.snapshotEvery(), now)) {
            snapshot(batch, now);
        }
    }

    private Headline headline(LiveBatch batch, Waiting waiting, Instant now) {
        return new Headline(batch.state(), batch.tally(), batch.rate(), waiting, now);
    }

    private Waiting waiting(LiveBatch batch, Stage stage, Instant now) {
        StageLife life = batch.state().life();
        boolean perItem = stage.kind() == StageKind.PER_ITEM;
        Duration quiet = Duration.between(batch.heardAt(), now);
        var cluster = desk.cluster(now);
        return Waiting.of(
                new Waiting.Facts(
                        batch.state().status(),
                        stage,
                        quiet,
                        perItem ? batch.leases.running() : count(life, StageLife.Status.RUNNING),
                        perItem
                                ? batch.tally().of(ItemStatus.RELEASED)
                                : count(life, StageLife.Status.RELEASED),
                        perItem
                                ? batch.tally().of(ItemStatus.RETRYING)
                                : count(life, StageLife.Status.RETRYING),
                        perItem
                                ? batch.retries.first()
                                : Optional.ofNullable(life).map(StageLife::notBefore),
                        cluster.capacity(stage).workers(),
                        cluster.ahead(batch.state().batch())),
                timings);
    }

    private static int count(@Nullable StageLife life, StageLife.Status status) {
        return life != null && life.status() == status ? 1 : 0;
    }

    /// The state with the counts and the present row as the items have them now.
    static BatchState counted(LiveBatch batch, Instant now) {
        BatchState state = batch.state();
        if (state.status().isTerminal()) {
            return state;
        }
        BatchState counted = state.withCounts(batch.counts(), now).withHash(batch.hash(), now);
        return batch.itemStage()
                .map(stage -> counted.withRow(rowOf(batch, stage), now))
                .orElse(counted);
    }

    private static StageRow rowOf(LiveBatch batch, Stage stage) {
        StageRow row = batch.state().batch().row(stage);
        return new StageRow(
                stage,
                StageState.RUNNING,
                row.run(),
                batch.done(),
                batch.state().total(),
                row.outputs(),
                row.startedAt(),
                null);
    }

    private static boolean isOver(Instant since, Duration span, Instant now) {
        return !now.isBefore(since.plus(span));
    }
}
