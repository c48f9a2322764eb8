package io.batchline.coordinator.state;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.ItemsHash;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.stage.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A copy of a batch in the making; what is not set stays as it was.
final class BatchChange {
    private final Batch from;
    private BatchDefinition definition;
    private BatchStatus status;
    private @Nullable Stage stage;
    private int generation;
    private int terms;
    private Counts counts;
    private List<StageRow> rows;
    private @Nullable BatchSource source;
    private Batch.@Nullable BatchEnd reason;
    private @Nullable List<Integer> interrupted;
    private @Nullable ItemsHash hash;
    private @Nullable Instant startedAt;
    private @Nullable Instant completedAt;

    BatchChange(Batch from) {
        this.from = from;
        this.definition = from.definition();
        this.status = from.status();
        this.stage = from.stage();
        this.generation = from.generation();
        this.terms = from.terms();
        this.counts = from.counts();
        this.rows = from.stages();
        this.source = from.source();
        this.reason = from.reason();
        this.interrupted = from.interrupted();
        this.hash = from.itemsHash();
        this.startedAt = from.times().startedAt();
        this.completedAt = from.times().completedAt();
    }

    BatchChange definition(BatchDefinition next) {
        definition = next;
        return this;
    }

    BatchChange status(BatchStatus next) {
        status = next;
        return this;
    }

    BatchChange stage(Stage next) {
        stage = next;
        return this;
    }

    /// What was released and has not begun is called back.
    BatchChange otherTerms() {
        terms = from.terms() + 1;
        return this;
    }

    BatchChange counts(Counts next) {
        counts = next;
        return this;
    }

    BatchChange hash(ItemsHash next) {
        hash = next;
        return this;
    }

    BatchChange source(BatchSource next) {
        source = next;
        return this;
    }

    BatchChange row(StageRow next) {
        rows = rows.stream().map(row -> row.stage() == next.stage() ? next : row).toList();
        return this;
    }

    /// Processing in the next generation, with no end.
    BatchChange begunAnew() {
        status = BatchStatus.PROCESSING;
        generation = from.generation() + 1;
        reason = null;
        interrupted = null;
        completedAt = null;
        return this;
    }

    /// Started, unless it was before.
    BatchChange started(Instant now) {
        startedAt = startedAt == null ? now : startedAt;
        return this;
    }

    BatchChange reason(Batch.BatchEnd why) {
        reason = why;
        return this;
    }

    BatchChange interrupted(List<Integer> items) {
        interrupted = items;
        return this;
    }

    BatchChange completed(Instant now) {
        completedAt = now;
        return this;
    }

    Batch at(Instant now) {
        return new Batch(
                definition,
                status,
                stage,
                generation,
                terms,
                counts,
                rows,
                source,
                reason,
                interrupted,
                hash,
                new Batch.BatchTimes(startedAt, completedAt, now));
    }
}
