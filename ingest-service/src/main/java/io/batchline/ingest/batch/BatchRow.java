package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.stage.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A batch as ingest knows it.
///
/// @param source null until an upload is complete
/// @param requested what was last asked for
/// @param folded how the coordinator last said it stands; null before it did
public record BatchRow(
        BatchDefinition definition,
        @Nullable BatchSource source,
        BatchStatus requested,
        @Nullable Folded folded) {

    /// A batch that was created just now.
    public static BatchRow created(BatchDefinition definition) {
        return new BatchRow(definition, null, BatchStatus.PENDING, null);
    }

    /// How it stands. What was asked a moment ago is not folded yet, so the further of the two
    /// counts: a batch only moves on.
    public BatchStatus status() {
        boolean foldedIsFurther = folded != null && rank(folded.status()) >= rank(requested);
        return folded != null && foldedIsFurther ? folded.status() : requested;
    }

    public @Nullable Stage stage() {
        return folded == null ? null : folded.stage();
    }

    public Counts counts() {
        return folded == null ? Counts.NONE : folded.counts();
    }

    private static int rank(BatchStatus status) {
        return switch (status) {
            case PENDING -> 0;
            case UPLOADING -> 1;
            case PROCESSING, PAUSED -> 2;
            case CANCELLING -> 3;
            case COMPLETED, FAILED, CANCELLED -> 4;
        };
    }

    /// What the coordinator said.
    public record Folded(
            BatchStatus status,
            @Nullable Stage stage,
            Counts counts,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt) {}
}
