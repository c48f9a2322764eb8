package io.batchline.gateway.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An item under the names that clients of the earlier systems know.
///
/// @param status pending, processing, completed, failed or cancelled
/// @param progress 0 to 1
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OlderItem(
        String jobId,
        String batchId,
        int index,
        @Nullable String name,
        String status,
        double progress,
        @Nullable String message,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String errorMessage) {
    /// Completed, failed or cancelled.
    public boolean hasEnded() {
        return !status.equals("pending") && !status.equals("processing");
    }
}
