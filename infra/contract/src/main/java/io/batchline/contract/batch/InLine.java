package io.batchline.contract.batch;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// A batch at work, as others that want the same workers see it: made of what the coordinator says
/// of it on `batches`.
///
/// @param waiting its items that wait in a per-item stage; 1, the run, in a per-batch one
/// @param since when it entered the stage
public record InLine(BatchId batchId, Stage stage, Priority priority, int waiting, Instant since) {

    /// Empty unless the batch is processing: a paused one stands in nobody's way.
    public static Optional<InLine> of(Batch batch) {
        Stage stage = batch.stage();
        if (batch.status() != BatchStatus.PROCESSING || stage == null) {
            return Optional.empty();
        }
        BatchDefinition definition = batch.definition();
        Instant since = batch.row(stage).startedAt();
        return Optional.of(
                new InLine(
                        definition.batchId(),
                        stage,
                        definition.priority(),
                        stage.kind() == StageKind.PER_ITEM ? batch.counts().waiting() : 1,
                        since == null ? batch.times().updatedAt() : since));
    }

    /// How much of other batches goes before this one's first item, or run, that waits.
    ///
    /// In a per-item stage: the waiting items of batches of the same or a higher priority in that
    /// stage, of each no more than the workers have slots, because about so many of a batch are
    /// released at a time and the rest waits behind. In a per-batch stage: the batches that entered
    /// it earlier, whether they run or wait. It is as old as `batches`, half a second, and no
    /// promise: topics are drained by weight, so a little of a lower priority goes before, too.
    ///
    /// @param all this one may be among them
    /// @param slots items of the stage that all workers claim at once
    public int ahead(Collection<InLine> all, int slots) {
        return all.stream()
                .filter(other -> other.stage == stage && !other.batchId.equals(batchId))
                .filter(this::comesAfter)
                .mapToInt(other -> Math.min(other.waiting, Math.max(1, slots)))
                .sum();
    }

    private boolean comesAfter(InLine other) {
        return stage.kind() == StageKind.PER_ITEM
                ? other.priority.compareTo(priority) <= 0
                : other.since.isBefore(since);
    }
}
