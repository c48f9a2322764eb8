package io.batchline.gateway.hub;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What waits and what runs, of batches that have not ended. Pure.
///
/// A batch waits while nothing of it runs, for whatever reason: its source, its start, its turn, a
/// resume. Its items are known from organize on; in every other stage it has no item that runs.
///
/// @param lines one for each priority, the most urgent first
/// @param oldest the one that has waited longest of those that wait for their turn; empty when none
///   does
public record Backlog(List<Line> lines, Optional<Waiter> oldest) {
    public Backlog {
        lines = List.copyOf(lines);
    }

    /// @param batchesPaused of those that wait
    /// @param itemsWaiting those that are to be tried again included
    public record Line(
            Priority priority,
            int batchesWaiting,
            int batchesRunning,
            int batchesPaused,
            long itemsWaiting,
            long itemsRunning) {
        Line and(Batch batch) {
            Counts counts = batch.counts();
            boolean runs = runs(batch);
            return new Line(
                    priority,
                    batchesWaiting + (runs ? 0 : 1),
                    batchesRunning + (runs ? 1 : 0),
                    batchesPaused + (batch.status() == BatchStatus.PAUSED ? 1 : 0),
                    itemsWaiting + counts.waiting() + counts.retrying(),
                    itemsRunning + counts.running());
        }
    }

    /// @param since when the batch entered the stage in which it waits
    public record Waiter(Batch batch, Instant since) {}

    public static Backlog of(Collection<Batch> batches) {
        Map<Priority, Line> lines = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            lines.put(priority, new Line(priority, 0, 0, 0, 0, 0));
        }
        var waiters = new ArrayList<Waiter>();
        for (Batch batch : batches) {
            if (!batch.status().isTerminal()) {
                lines.computeIfPresent(batch.definition().priority(), (_, line) -> line.and(batch));
                since(batch).ifPresent(since -> waiters.add(new Waiter(batch, since)));
            }
        }
        return new Backlog(
                List.copyOf(lines.values()),
                waiters.stream().min(Comparator.comparing(Waiter::since)));
    }

    /// Of a batch that waits for its turn: since when.
    private static Optional<Instant> since(Batch batch) {
        Stage stage = batch.stage();
        if (batch.status() != BatchStatus.PROCESSING || stage == null || runs(batch)) {
            return Optional.empty();
        }
        Instant entered = batch.row(stage).startedAt();
        return Optional.of(entered == null ? batch.times().updatedAt() : entered);
    }

    /// A per-batch stage counts as running from its release on: nobody says when a worker takes it.
    private static boolean runs(Batch batch) {
        Stage stage = batch.stage();
        if (stage == null) {
            return false;
        }
        return switch (batch.status()) {
            case PROCESSING, CANCELLING ->
                    stage.kind() == StageKind.PER_ITEM
                            ? batch.counts().running() > 0
                            : batch.row(stage).state() == StageState.RUNNING;
            case PAUSED -> batch.counts().running() > 0;
            case PENDING, UPLOADING, COMPLETED, FAILED, CANCELLED -> false;
        };
    }
}
