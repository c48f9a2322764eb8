package io.batchline.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A batch under the names that clients of the earlier systems know.
///
/// @param status pending, processing, completed, failed or cancelled
/// @param total items
/// @param processed items that have ended, however they did
/// @param success of them
/// @param errors of them, failed or cancelled
/// @param progressPercentage 0 to 100
/// @param processingRunId the caller's own group of batches
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OlderBatch(
        String batchId,
        @Nullable String processingRunId,
        String name,
        String workload,
        String priority,
        String status,
        int total,
        int processed,
        int success,
        int errors,
        double progressPercentage,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    /// @param percentage of the batch, 0 to 100
    public static OlderBatch of(
            BatchDefinition definition,
            BatchStatus status,
            Counts counts,
            double percentage,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt) {
        return new OlderBatch(
                definition.batchId().value(),
                definition.runId(),
                definition.name(),
                definition.workload(),
                definition.priority().wireId(),
                word(status),
                counts.total(),
                counts.terminal(),
                counts.succeeded(),
                counts.failed() + counts.cancelled(),
                percentage,
                definition.createdAt(),
                startedAt,
                completedAt);
    }

    /// The older word for a status: they knew no pause, and no cancelling that takes time.
    public static String word(BatchStatus status) {
        return switch (status) {
            case PENDING, UPLOADING -> "pending";
            case PROCESSING, PAUSED, CANCELLING -> "processing";
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    /// The older word for an item's state.
    public static String wordOfItem(String state) {
        return switch (state) {
            case "waiting", "retrying" -> "pending";
            case "running" -> "processing";
            case "succeeded" -> "completed";
            default -> state;
        };
    }
}
