package io.batchline.contract.progress;

import io.batchline.contract.id.BatchId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One progress event, flat as clients read it: the value of `progress`, and with little more the
/// data of the stream.
///
/// @param progressPercentage the stage's own, 0 to 100; never goes back within a stage
/// @param batchPercentage the whole batch's, 0 to 100; 100 means done, cleanup included
/// @param etaSeconds to the end of the stage; null while nobody can say
/// @param waitingReason why nothing moves; null while something does
public record Progress(
        BatchId batchId,
        int generation,
        ProgressStage stage,
        String stageLabel,
        String message,
        double progressPercentage,
        double batchPercentage,
        long itemsTotal,
        long itemsProcessed,
        long itemsFailed,
        long itemsRunning,
        double elapsedSeconds,
        double stageElapsedSeconds,
        @Nullable Double etaSeconds,
        double throughputPerSecond,
        boolean stalled,
        @Nullable String waitingReason,
        Instant timestamp) {
    public Progress {
        inRange("progress_percentage", progressPercentage);
        inRange("batch_percentage", batchPercentage);
    }

    private static void inRange(String name, double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "%s is %s: it takes 0 to 100".formatted(name, percent));
        }
    }

    public ProgressKey key() {
        return ProgressKey.of(batchId, stage);
    }
}
