package io.batchline.projector;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.stage.Stage;
import io.batchline.projector.ItemRow.Failure;
import io.batchline.projector.ItemRow.Life;
import io.batchline.projector.ItemRow.Phase;
import io.batchline.projector.ItemRow.State;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a record makes of an item's row. Pure, and the same row comes out when records come again
/// or in another order: an older run says nothing, a run ends once, and what a batch's cancellation
/// cancelled only a result undoes that was there before.
///
/// @param cancelled the batches that are cancelled or have failed: an item of theirs that turns up
///   late is cancelled too
record RowRules(Map<BatchId, EndedBatch> cancelled, Text text) {
    /// Whether what was found is an item of its batch.
    boolean isItem(ItemFound found) {
        EndedBatch ended = cancelled.get(found.batchId());
        return ended == null || !ended.leavesOut(found.generation());
    }

    ItemRow found(@Nullable ItemRow row, ItemFound found) {
        var key = new ItemRow.Key(found.batchId(), found.item().index());
        ItemRow current =
                row == null || row.generation() < found.generation()
                        ? unseen(key, found.item().jobId(), found.generation(), found.at())
                        : row;
        String name = text.plain(found.item().name());
        boolean tellsNothing =
                found.generation() < current.generation() || name.equals(current.name());
        return tellsNothing ? current : current.named(name, found.at());
    }

    ItemRow happened(@Nullable ItemRow row, ItemEvent.OfItem event) {
        int generation = event.run().key().generation();
        ItemRow known = row == null || row.generation() < generation ? fresh(row, event) : row;
        if (generation < known.generation()) {
            return known;
        }
        ItemRow current = inGroup(known, event);
        if (event.run().run() < current.run()) {
            return current;
        }
        if (current.state() == State.CANCELLED) {
            return inCancelled(current, event);
        }
        if (event.run().run() > current.run()) {
            ItemRow begun = inRunOf(current, event).become(State.RUNNING, Life.NONE, event.at());
            return applied(begun, event);
        }
        return current.state() == State.RUNNING ? applied(current, event) : late(current, event);
    }

    /// What was under way when its batch was cancelled stays cancelled, and tells who worked on it
    /// and until when: the same as if the cancellation came last.
    private ItemRow inCancelled(ItemRow row, ItemEvent.OfItem event) {
        boolean newRun = event.run().run() > row.run();
        ItemRow inRun = inRunOf(row, event);
        if (isFinal(event)) {
            return applied(inRun, event);
        }
        Life life = newRun ? Life.NONE.finished(since(row)) : row.life();
        Life next =
                switch (event) {
                    case ItemEvent.Started _ ->
                            life.startedAt() == null
                                    ? life.started(event.worker().value(), event.at())
                                    : life;
                    case ItemEvent.Phase _ -> life;
                    case ItemEvent.Returned _, ItemEvent.Failed _, ItemEvent.Succeeded _ ->
                            life.left(event.worker().value(), event.at());
                };
        return inRun.become(State.CANCELLED, next, event.at());
    }

    private Instant since(ItemRow row) {
        EndedBatch batch = cancelled.get(row.key().batchId());
        Instant ended = batch == null ? row.life().finishedAt() : batch.since();
        return ended == null ? row.updatedAt() : ended;
    }

    private static ItemRow inRunOf(ItemRow row, ItemEvent.OfItem event) {
        var run = event.run();
        return row.inRun(run.run(), run.attempt(), run.stage());
    }

    /// A group is told by whichever run of organize succeeded, and then by each run of process, all
    /// of which are of the group that was decided on when the batch's last item was organized.
    private ItemRow inGroup(ItemRow row, ItemEvent.OfItem event) {
        if (event instanceof ItemEvent.Started started && started.group() != null) {
            return row.grouped(text.plain(started.group()));
        }
        return event instanceof ItemEvent.Succeeded succeeded
                        && succeeded.result() instanceof ItemResult.Grouped grouped
                        && row.group() == null
                ? row.grouped(text.plain(grouped.key()))
                : row;
    }

    private ItemRow unseen(ItemRow.Key key, JobId jobId, int generation, Instant at) {
        EndedBatch ended = cancelled.get(key.batchId());
        return ended == null || ended.generation() < generation
                ? ItemRow.unseen(key, jobId, generation, at)
                : ItemRow.unseen(key, jobId, generation, at)
                        .become(State.CANCELLED, Life.NONE.finished(ended.since()), ended.since());
    }

    private ItemRow fresh(@Nullable ItemRow older, ItemEvent.OfItem event) {
        var run = event.run();
        ItemRow fresh =
                unseen(
                        new ItemRow.Key(run.batchId(), run.index()),
                        run.jobId(),
                        run.key().generation(),
                        event.at());
        if (older == null) {
            return fresh;
        }
        ItemRow named = older.name() == null ? fresh : fresh.named(older.name(), event.at());
        // What goes on in process has its group from the generation before.
        return older.group() == null || run.stage() != Stage.PROCESS
                ? named
                : named.grouped(older.group());
    }

    /// Whether the event ends the item, whatever else happens to the batch.
    private static boolean isFinal(ItemEvent.OfItem event) {
        return switch (event) {
            case ItemEvent.Failed failed -> failed.lastAttempt();
            case ItemEvent.Succeeded succeeded -> isFinal(succeeded.result());
            case ItemEvent.Started _, ItemEvent.Phase _, ItemEvent.Returned _ -> false;
        };
    }

    private static boolean isFinal(ItemResult result) {
        return switch (result) {
            case ItemResult.Separator _, ItemResult.Row _, ItemResult.StoredRow _ -> true;
            case ItemResult.Grouped _, ItemResult.Ungrouped _ -> false;
        };
    }

    private ItemRow applied(ItemRow row, ItemEvent.OfItem event) {
        Instant at = event.at();
        String worker = event.worker().value();
        Life life = row.life();
        return switch (event) {
            case ItemEvent.Started _ -> row.become(State.RUNNING, life.started(worker, at), at);
            case ItemEvent.Phase phase -> row.become(State.RUNNING, entered(life, phase), at);
            case ItemEvent.Returned _ -> row.become(State.WAITING, life.left(worker, at), at);
            case ItemEvent.Failed failed -> {
                var why = new Failure(failed.cause(), text.plain(failed.message()));
                yield failed.lastAttempt()
                        ? row.become(State.FAILED, life.ended(worker, at, why, null, null), at)
                        : row.become(State.RETRYING, life.ended(worker, at, why, null, null), at);
            }
            case ItemEvent.Succeeded succeeded -> succeeded(row, succeeded);
        };
    }

    private Life entered(Life life, ItemEvent.Phase event) {
        Phase known = life.phase();
        return known != null && known.phase() > event.phase()
                ? life
                : life.in(
                        event.worker().value(),
                        new Phase(event.phase(), event.phases(), text.plain(event.message())));
    }

    private ItemRow succeeded(ItemRow row, ItemEvent.Succeeded event) {
        Instant at = event.at();
        String worker = event.worker().value();
        Life life = row.life();
        return switch (event.result()) {
            case ItemResult.Grouped _, ItemResult.Ungrouped _ ->
                    row.become(State.WAITING, life.left(worker, at), at);
            case ItemResult.Separator(String key) ->
                    row.grouped(text.plain(key))
                            .become(State.SUCCEEDED, life.ended(worker, at, null, null, null), at);
            case ItemResult.Row(var fields) ->
                    row.become(
                            State.SUCCEEDED,
                            life.ended(worker, at, null, text.json(fields), null),
                            at);
            case ItemResult.StoredRow(var blob, _, _) ->
                    row.become(
                            State.SUCCEEDED, life.ended(worker, at, null, null, blob.value()), at);
        };
    }

    /// An event of a run that has ended already: at most it says when that began.
    private static ItemRow late(ItemRow row, ItemEvent.OfItem event) {
        boolean tellsStart =
                event instanceof ItemEvent.Started
                        && row.state() != State.WAITING
                        && row.life().startedAt() == null;
        return tellsStart
                ? row.become(
                        row.state(),
                        row.life().started(event.worker().value(), event.at()),
                        event.at())
                : row;
    }
}
