package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.LastRequest;
import io.batchline.contract.stage.Stage;
import io.batchline.http.Removal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A batch as ingest knows it.
///
/// @param source null until an upload is complete
/// @param request what was last asked for
/// @param webhookUrl who is told of it beside the tenant's endpoints; null for nobody
/// @param removed what rules have removed of it
/// @param folded how the coordinator last said it stands; null before it did
public record BatchRow(
        BatchDefinition definition,
        @Nullable BatchSource source,
        LastRequest request,
        @Nullable String webhookUrl,
        Removed removed,
        @Nullable Folded folded) {

    /// How it stands, with what was asked a moment ago and is not folded yet.
    public BatchStatus status() {
        return folded == null
                ? request.status()
                : request.over(folded.status(), folded.generation());
    }

    public @Nullable Stage stage() {
        return folded == null ? null : folded.stage();
    }

    public Counts counts() {
        return folded == null ? Counts.NONE : folded.counts();
    }

    /// What rules of retention have removed; null for what they have not.
    public record Removed(@Nullable Removal source, @Nullable Removal results) {
        static final Removed NOTHING = new Removed(null, null);
    }

    /// What the coordinator said.
    public record Folded(
            int generation,
            BatchStatus status,
            @Nullable Stage stage,
            Counts counts,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt) {}
}
