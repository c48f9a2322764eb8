package io.batchline.coordinator.decide;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.progress.WaitingReason;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Why nothing moves in a stage, and whether it counts as stalled. What is stalled has a reason,
/// and so has everything of which nothing runs; a batch with running items does not wait.
///
/// @param reason empty while something moves
public record Waiting(boolean stalled, Optional<WaitingReason> reason) {
    public static final Waiting NOT = new Waiting(false, Optional.empty());

    /// What is known of a stage that may be waiting.
    ///
    /// @param quiet since its newest event
    /// @param running runs that a worker holds
    /// @param released runs that no worker has claimed yet
    /// @param retrying runs that are due later
    /// @param due when the first of these is due; empty for none
    /// @param workers processes alive that run the stage
    /// @param ahead what of other batches goes before the first that is released here
    public record Facts(
            BatchStatus status,
            Stage stage,
            Duration quiet,
            int running,
            int released,
            int retrying,
            Optional<Instant> due,
            int workers,
            int ahead) {}

    public static Waiting of(Facts facts, Timings timings) {
        if (facts.status() == BatchStatus.PAUSED && facts.running() == 0) {
            return new Waiting(false, Optional.of(new WaitingReason.Paused()));
        }
        if (facts.quiet().compareTo(timings.quietAfter()) < 0) {
            return NOT;
        }
        boolean stalled = facts.quiet().compareTo(timings.stallAfter()) >= 0;
        boolean atWork = facts.running() > 0 && facts.status() != BatchStatus.CANCELLING;
        return atWork && !stalled ? NOT : new Waiting(stalled, Optional.of(reason(facts)));
    }

    /// Whether it is to be told at once after that was. How many are ahead changes all the time,
    /// and goes along with what is told regularly.
    public boolean isNewsAfter(Waiting told) {
        boolean bothForSlot =
                reason.orElse(null) instanceof WaitingReason.ForSlot
                        && told.reason.orElse(null) instanceof WaitingReason.ForSlot;
        return stalled != told.stalled || !(bothForSlot || reason.equals(told.reason));
    }

    private static WaitingReason reason(Facts facts) {
        if (facts.status() == BatchStatus.CANCELLING) {
            return new WaitingReason.ToStop(facts.running());
        }
        if (facts.workers() == 0) {
            return new WaitingReason.NoWorker(facts.stage());
        }
        if (facts.running() > 0) {
            return new WaitingReason.NoSignOfLife(facts.stage());
        }
        if (facts.released() == 0 && facts.retrying() > 0 && facts.due().isPresent()) {
            return new WaitingReason.Backoff(facts.due().get());
        }
        return facts.released() == 0 && facts.stage() == Stage.EXTRACT
                ? new WaitingReason.ForItems()
                : new WaitingReason.ForSlot(facts.ahead());
    }
}
