package io.batchline.gateway.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The batches of a tenant that ended in a span of time, as a whole, by workload and by day.
///
/// @param workload the one that was asked for; null for all
/// @param days those in which a batch ended, the first first
@JsonInclude(JsonInclude.Include.ALWAYS)
record AnalyticsAnswer(
        String tenant,
        Instant from,
        Instant to,
        @Nullable String workload,
        Figures total,
        List<OfWorkload> workloads,
        List<OfDay> days) {
    record OfWorkload(String workload, Figures figures) {}

    /// @param day a date in UTC
    record OfDay(String day, Figures figures, List<OfWorkload> workloads) {}

    /// @param successRate of the items that ended the share that succeeded, 0 to 1; null where none
    ///   did
    /// @param throughputPerSecond items that ended, by the seconds in which at least one of these
    ///   batches was in a stage; null where that is not known
    /// @param secondsPerStage by the stage's id, of the batches that finished it
    /// @param failuresByCause failed items
    /// @param batchFailuresByCause failed batches
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Figures(
            EndedBatches batches,
            EndedItems items,
            @Nullable Double successRate,
            @Nullable Double throughputPerSecond,
            Map<String, StageSeconds> secondsPerStage,
            Map<String, Long> failuresByCause,
            Map<String, Long> batchFailuresByCause) {}

    record EndedBatches(long total, long completed, long failed, long cancelled) {}

    /// @param total with those that a failed batch left undone
    record EndedItems(long total, long succeeded, long failed, long cancelled) {
        long ended() {
            return succeeded + failed + cancelled;
        }
    }

    /// @param batches that finished the stage
    record StageSeconds(long batches, double p50, double p95) {}
}
