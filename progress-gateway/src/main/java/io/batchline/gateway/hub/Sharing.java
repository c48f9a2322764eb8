package io.batchline.gateway.hub;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageRow;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Holds once what very many batches have alike, such as the labels of their workload: of a batch
/// that was just read that is four fifths of its memory. For any thread.
final class Sharing {
    /// However many owners and limits there are, these are not collected without end.
    private static final int MOST = 10_000;

    private final ConcurrentHashMap<Object, Object> known = new ConcurrentHashMap<>();

    /// The same batch, with parts of earlier ones where they are equal.
    Batch of(Batch batch) {
        return new Batch(
                of(batch.definition()),
                batch.status(),
                batch.stage(),
                batch.generation(),
                batch.terms(),
                batch.counts().equals(Counts.NONE) ? Counts.NONE : batch.counts(),
                rows(batch.stages()),
                batch.source(),
                batch.reason(),
                batch.interrupted(),
                batch.itemsHash(),
                batch.times());
    }

    private BatchDefinition of(BatchDefinition definition) {
        return new BatchDefinition(
                definition.batchId(),
                one(definition.tenant()),
                one(definition.owner()),
                one(definition.workload()),
                definition.name(),
                definition.runId(),
                definition.priority(),
                one(definition.limits()),
                definition.start(),
                definition.options().isEmpty() ? one(definition.options()) : definition.options(),
                one(definition.labels()),
                definition.createdAt());
    }

    /// Those of batches that have not begun are alike.
    private List<StageRow> rows(List<StageRow> rows) {
        return rows.stream().allMatch(row -> row.startedAt() == null) ? one(rows) : rows;
    }

    // Of equal objects that are one type.
    @SuppressWarnings("unchecked")
    private <T> T one(T part) {
        if (known.size() >= MOST) {
            @Nullable Object first = known.get(part);
            return first == null ? part : (T) first;
        }
        @Nullable Object first = known.putIfAbsent(part, part);
        return first == null ? part : (T) first;
    }
}
