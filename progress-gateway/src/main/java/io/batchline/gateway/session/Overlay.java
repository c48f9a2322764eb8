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
/// Priority and concurrency are always those that were last asked for.
final class Overlay {
    private Overlay() {}

    static Batch of(BatchRow row, @Nullable Batch folded) {
        if (folded == null) {
            return unfolded(row);
        }
        BatchStatus status = row.requested().over(folded.status(), folded.generation());
        boolean reopened = folded.status().isTerminal() && !status.isTerminal();
        Batch.BatchTimes times = folded.times();
        return new Batch(
                row.definition(),
                status,
                folded.stage(),
                folded.generation(),
                folded.terms(),
                folded.counts(),
                folded.stages(),
                folded.source(),
                reopened ? null : folded.reason(),
                reopened ? null : folded.interrupted(),
                folded.itemsHash(),
                reopened
                        ? new Batch.BatchTimes(times.startedAt(), null, times.updatedAt())
                        : times);
    }

    private static Batch unfolded(BatchRow row) {
        return new Batch(
                row.definition(),
                row.requested().status(),
                null,
                1,
                0,
                Counts.NONE,
                Arrays.stream(Stage.values()).map(StageRow::waiting).toList(),
                null,
                null,
                null,
                null,
                new Batch.BatchTimes(null, null, row.definition().createdAt()));
    }
}
