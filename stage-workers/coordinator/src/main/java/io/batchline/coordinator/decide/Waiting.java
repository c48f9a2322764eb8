package io.batchline.coordinator.decide;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.util.Optional;

/// Why nothing moves in a stage, and whether it counts as stalled.
///
/// @param reason null while something moves
public record Waiting(boolean stalled, Optional<String> reason) {
    public static final Waiting NOT = new Waiting(false, Optional.empty());

    /// What is known of a stage that may be waiting.
    ///
    /// @param quiet since its newest event
    /// @param running runs that a worker holds
    /// @param released runs that no worker has claimed yet
    /// @param retrying runs that are due later
    /// @param workers processes alive that run the stage
    public record Facts(
            BatchStatus status,
            Stage stage,
            Duration quiet,
            int running,
            int released,
            int retrying,
            int workers) {}

    public static Waiting of(Facts facts, Timings timings) {
        if (facts.quiet().compareTo(timings.quietAfter()) < 0) {
            return NOT;
        }
        boolean stalled = facts.quiet().compareTo(timings.stallAfter()) >= 0;
        return new Waiting(stalled, reason(facts, stalled));
    }

    private static Optional<String> reason(Facts facts, boolean stalled) {
        String stage = facts.stage().shortName();
        if (facts.status() == BatchStatus.CANCELLING) {
            return Optional.of("waiting for %d running to stop".formatted(facts.running()));
        }
        if (facts.workers() == 0) {
            return Optional.of("no worker alive for stage " + stage);
        }
        if (facts.running() > 0) {
            return stalled ? Optional.of("no sign of life from stage " + stage) : Optional.empty();
        }
        if (facts.released() > 0) {
            return Optional.of("waiting for a free slot");
        }
        if (facts.retrying() > 0) {
            return Optional.of("waiting to try %d again".formatted(facts.retrying()));
        }
        return facts.stage() == Stage.EXTRACT
                ? Optional.of("waiting for the items that extract announced")
                : Optional.empty();
    }
}
