package io.batchline.coordinator.decide;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.time.Instant;
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
    /// @param due when the first of these is due; empty for none
    /// @param workers processes alive that run the stage
    /// @param rivals other batches in the same stage
    public record Facts(
            BatchStatus status,
            Stage stage,
            Duration quiet,
            int running,
            int released,
            int retrying,
            Optional<Instant> due,
            int workers,
            int rivals) {}

    public static Waiting of(Facts facts, Timings timings) {
        if (facts.status() == BatchStatus.PAUSED && facts.running() == 0) {
            return new Waiting(false, Optional.of("paused"));
        }
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
            return Optional.of(
                    "waiting for a slot (%d other batches in this stage)"
                            .formatted(facts.rivals()));
        }
        if (facts.retrying() > 0) {
            return facts.due().map(due -> "backoff until " + due.truncatedTo(SECONDS));
        }
        return facts.stage() == Stage.EXTRACT
                ? Optional.of("waiting for the items that extract announced")
                : Optional.empty();
    }
}
