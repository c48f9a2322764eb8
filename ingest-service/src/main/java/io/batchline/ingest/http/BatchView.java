package io.batchline.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import io.batchline.http.ShownUrl;
import io.batchline.ingest.batch.BatchRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A batch as the answers of ingest show it: what was asked for under the names it was asked by,
/// and where it stands. How it goes on, the reading paths tell.
///
/// @param webhookUrl who is told of it beside the tenant's endpoints, without what follows the `?`
record BatchView(
        BatchId batchId,
        String workload,
        String name,
        @Nullable String runId,
        String owner,
        Priority priority,
        @Nullable Integer concurrency,
        long itemTimeoutSeconds,
        int maxAttempts,
        int maxFailedPercent,
        StartMode start,
        ObjectNode options,
        @Nullable String webhookUrl,
        BatchStatus status,
        @Nullable Stage stage,
        Counts counts,
        @Nullable SourceView source,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    static BatchView of(BatchRow row) {
        BatchDefinition definition = row.definition();
        var limits = definition.limits();
        BatchRow.Folded folded = row.folded();
        BatchSource source = row.source();
        String url = row.webhookUrl();
        return new BatchView(
                definition.batchId(),
                definition.workload(),
                definition.name(),
                definition.runId(),
                definition.owner(),
                definition.priority(),
                limits.concurrency().isPresent() ? limits.concurrency().getAsInt() : null,
                limits.itemTimeout().toSeconds(),
                limits.maxAttempts(),
                limits.maxFailedPercent(),
                definition.start(),
                definition.options(),
                url == null ? null : ShownUrl.of(url),
                row.status(),
                row.stage(),
                row.counts(),
                source == null ? null : new SourceView(source.fileName(), source.size()),
                definition.createdAt(),
                folded == null ? null : folded.startedAt(),
                folded == null ? null : folded.completedAt());
    }

    /// @param size bytes
    record SourceView(String fileName, long size) {}
}
