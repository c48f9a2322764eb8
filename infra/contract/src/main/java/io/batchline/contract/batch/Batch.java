package io.batchline.contract.batch;

import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageOutput;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A batch as the coordinator says it stands: the value of `batches`, where only it writes.
///
/// @param stage the stage that runs, or the last that did; null before the first
/// @param generation 1, and one more with every redrive
/// @param terms one more whenever items that were released and not begun are called back (a pause,
///   another priority or concurrency): an item released under other terms must not begin
/// @param stages one row per stage, in order
/// @param source null until the upload is complete
/// @param itemsHash of the items that the counts say have ended; null from writers that knew none
/// @param reason why a failed or cancelled batch ended; null otherwise
/// @param interrupted the items, by index, that workers had when the batch was cancelled or
///   stopped, whatever became of them; null unless it was
public record Batch(
        BatchDefinition definition,
        BatchStatus status,
        @Nullable Stage stage,
        int generation,
        int terms,
        Counts counts,
        List<StageRow> stages,
        @Nullable BatchSource source,
        @Nullable BatchEnd reason,
        @Nullable List<Integer> interrupted,
        @Nullable ItemsHash itemsHash,
        BatchTimes times) {
    public Batch {
        stages = List.copyOf(stages);
        interrupted = interrupted == null ? null : List.copyOf(interrupted);
    }

    public StageRow row(Stage of) {
        return stages.stream().filter(row -> row.stage() == of).findFirst().orElseThrow();
    }

    /// The output of that name of whichever stage left it.
    public Optional<StageOutput> output(String name) {
        return stages.stream()
                .flatMap(row -> row.outputs().stream())
                .filter(output -> output.name().equals(name))
                .findFirst();
    }

    /// When it happened; null for what has not happened.
    public record BatchTimes(
            @Nullable Instant startedAt, @Nullable Instant completedAt, Instant updatedAt) {}

    /// Why a batch ended before it was completed.
    ///
    /// @param cause a stable id, for example `archive_encrypted` or `cancelled_by_user`
    /// @param message a sentence for people
    public record BatchEnd(String cause, String message) {}
}
