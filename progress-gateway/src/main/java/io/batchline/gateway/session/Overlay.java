package io.batchline.gateway.session;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.stage.Stage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Decides how a batch stands from what was asked of it (the database, written first) and what the
/// coordinator has folded (the topic, a moment later), so that everyone reads what they wrote.
final class Overlay {
    private Overlay() {}

    static Batch of(BatchRow row, @Nullable Batch folded) {
        if (folded == null) {
            return unfolded(row);
        }
        if (folded.status().isTerminal() || rank(row.requested()) <= rank(folded.status())) {
            return folded;
        }
        return new Batch(
                folded.definition(),
                row.requested(),
                folded.stage(),
                folded.generation(),
                folded.counts(),
                folded.stages(),
                folded.source(),
                folded.reason(),
                folded.itemsHash(),
                folded.times());
    }

    private static Batch unfolded(BatchRow row) {
        return new Batch(
                row.definition(),
                row.requested(),
                null,
                1,
                Counts.NONE,
                Arrays.stream(Stage.values()).map(StageRow::waiting).toList(),
                null,
                null,
                null,
                new Batch.BatchTimes(null, null, row.definition().createdAt()));
    }

    /// How far a batch is in its life. A batch only moves up, so a request that ranks higher than
    /// what is folded is one that is not folded yet; clocks need not agree.
    private static int rank(BatchStatus status) {
        return switch (status) {
            case PENDING -> 0;
            case UPLOADING -> 1;
            case PROCESSING, PAUSED -> 2;
            case CANCELLING -> 3;
            case COMPLETED, FAILED, CANCELLED -> 4;
        };
    }
}
