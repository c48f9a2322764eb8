package io.batchline.contract.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What was asked for; it never changes but for priority and concurrency.
///
/// @param owner the user who created it
/// @param runId the caller's own group of batches
/// @param options the workload's options, checked against its schema when the batch was created
public record BatchDefinition(
        BatchId batchId,
        TenantId tenant,
        String owner,
        String workload,
        String name,
        @Nullable String runId,
        Priority priority,
        BatchLimits limits,
        StartMode start,
        ObjectNode options,
        Labels labels,
        Instant createdAt) {

    /// The same with another way of using the workers.
    public BatchDefinition using(Priority priority, OptionalInt concurrency) {
        return new BatchDefinition(
                batchId,
                tenant,
                owner,
                workload,
                name,
                runId,
                priority,
                limits.withConcurrency(concurrency),
                start,
                options,
                labels,
                createdAt);
    }
}
