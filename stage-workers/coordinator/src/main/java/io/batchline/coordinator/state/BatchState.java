package io.batchline.coordinator.state;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.ItemsHash;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;
import io.batchline.contract.stage.StageKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A batch as it is remembered: what the world is told of it, and what only the coordinator needs.
/// The counts within are those of the last change of stage; while items move they are folded from
/// the items ([Tally]).
///
/// @param life the newest run of the per-batch stage that the batch is in; null in other stages
/// @param announced how many items extract says it sent; null until it has finished
/// @param redrive the newest one; null before the first
public record BatchState(
        Batch batch,
        @Nullable StageLife life,
        @Nullable Integer announced,
        @Nullable Redrive redrive) {
    private static final int FIRST_GENERATION = 1;

    public static BatchState created(BatchDefinition definition, Instant now) {
        List<StageRow> rows = Arrays.stream(Stage.values()).map(StageRow::waiting).toList();
        return new BatchState(
                new Batch(
                        definition,
                        BatchStatus.PENDING,
                        null,
                        FIRST_GENERATION,
                        0,
                        Counts.NONE,
                        rows,
                        null,
                        null,
                        null,
                        null,
                        new Batch.BatchTimes(null, null, now)),
                null,
                null,
                null);
    }

    public BatchId id() {
        return batch.definition().batchId();
    }

    public BatchStatus status() {
        return batch.status();
    }

    public @Nullable Stage stage() {
        return batch.stage();
    }

    public boolean isIn(Stage stage) {
        return batch.stage() == stage;
    }

    public StageKey key(Stage stage) {
        return new StageKey(id(), batch.generation(), stage);
    }

    /// How many items the batch has: known once extract has finished.
    public int total() {
        return announced == null ? 0 : announced;
    }

    public BatchState withStatus(BatchStatus status, Instant now) {
        return with(change(batch).status(status), now);
    }

    public BatchState withSource(BatchSource source, Instant now) {
        return with(change(batch).source(source), now);
    }

    /// What was released under the definition before must not begin any more.
    public BatchState withDefinition(BatchDefinition definition, Instant now) {
        return with(change(batch).definition(definition).otherTerms(), now);
    }

    /// Paused: what was released before must not begin, after the resume neither.
    public BatchState paused(Instant now) {
        return with(change(batch).status(BatchStatus.PAUSED).otherTerms(), now);
    }

    public BatchState withReason(Batch.BatchEnd why, Instant now) {
        return with(change(batch).reason(why), now);
    }

    /// The same with these items among those that its cancellation interrupted.
    public BatchState interrupting(List<Integer> items, Instant now) {
        List<Integer> before = batch.interrupted() == null ? List.of() : batch.interrupted();
        List<Integer> all =
                Stream.concat(before.stream(), items.stream()).distinct().sorted().toList();
        return with(change(batch).interrupted(all), now);
    }

    public BatchState withCounts(Counts counts, Instant now) {
        return with(change(batch).counts(counts), now);
    }

    public BatchState withHash(ItemsHash hash, Instant now) {
        return with(change(batch).hash(hash), now);
    }

    public BatchState withRow(StageRow row, Instant now) {
        return with(change(batch).row(row), now);
    }

    public BatchState withLife(@Nullable StageLife next) {
        return new BatchState(batch, next, announced, redrive);
    }

    public BatchState withAnnounced(@Nullable Integer total) {
        return new BatchState(batch, life, total, redrive);
    }

    /// The same at its end; the reason is what was given before.
    public BatchState ended(BatchStatus status, Counts counts, Instant now) {
        BatchState ended = with(change(batch).status(status).completed(now).counts(counts), now);
        StageLife last = ended.life == null ? null : ended.life.in(StageLife.Status.ENDED);
        return ended.withLife(last);
    }

    /// The same with `stage` begun: its row runs, and a per-batch one has its first run.
    public BatchState entering(Stage stage, Instant now) {
        StageRow begun =
                new StageRow(stage, StageState.RUNNING, 1, 0, total(), List.of(), now, null);
        BatchState entered = with(change(batch).stage(stage).row(begun).started(now), now);
        boolean perBatch = stage.kind() == StageKind.PER_BATCH;
        return entered.withLife(perBatch ? StageLife.first() : null);
    }

    /// An ended batch begun anew: extract is kept when it had finished, the stages after it run
    /// again, or the per-item ones alone.
    public BatchState redriven(Redrive next, Instant now) {
        boolean extracted = isExtracted();
        BatchChange change = change(batch).begunAnew();
        for (Stage stage : Stage.values()) {
            boolean again =
                    next.review() == Redrive.Review.ITEMS
                            ? stage.kind() == StageKind.PER_ITEM
                            : stage != Stage.EXTRACT || !extracted;
            if (again) {
                change.row(StageRow.waiting(stage));
            }
        }
        return new BatchState(change.at(now), null, extracted ? announced : null, next)
                .entering(extracted ? Stage.ORGANIZE : Stage.EXTRACT, now);
    }

    /// Whether all of its items were found, so that it can do some of them again.
    public boolean isExtracted() {
        return batch.row(Stage.EXTRACT).state() == StageState.FINISHED;
    }

    /// Whether only some of its items are done, as a redrive has chosen them.
    public boolean isPartial() {
        return redrive != null && !redrive.fromExtract();
    }

    /// Whether it is done when its items are.
    public boolean endsWithItems() {
        return redrive != null && redrive.review() == Redrive.Review.ITEMS;
    }

    /// Whether it was begun anew for what a person decided.
    public boolean isReviewed() {
        return redrive != null && redrive.review() != null;
    }

    /// How many items the newest generation does again; null when it does all.
    public @Nullable Integer itemsRedriven() {
        return redrive == null || redrive.fromExtract() ? null : redrive.items();
    }

    /// How many of its items succeeded before the newest redrive and are not held any more.
    public int kept() {
        return redrive == null ? 0 : redrive.kept();
    }

    /// The hash of those.
    public ItemsHash keptHash() {
        return redrive == null ? ItemsHash.NONE : redrive.keptHash();
    }

    private BatchState with(BatchChange change, Instant now) {
        return new BatchState(change.at(now), life, announced, redrive);
    }

    private static BatchChange change(Batch batch) {
        return new BatchChange(batch);
    }
}
