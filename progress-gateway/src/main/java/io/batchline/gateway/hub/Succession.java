package io.batchline.gateway.hub;

import io.batchline.contract.progress.Progress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what may follow the newest progress of a batch, so that nothing a viewer sees ever goes
/// back.
final class Succession {
    private Succession() {}

    /// What viewers see of `next` after `newest`; empty when it comes too late: of an older
    /// generation, after the end, or of a stage that is over. Percentages never fall within a
    /// generation: a stage that is run again stands still until it has caught up.
    static Optional<Progress> follow(@Nullable Progress newest, Progress next) {
        if (newest == null || next.generation() > newest.generation()) {
            return Optional.of(next);
        }
        if (next.generation() < newest.generation()
                || newest.stage().isTerminal()
                || next.stage().compareTo(newest.stage()) < 0) {
            return Optional.empty();
        }
        double stagePercent =
                next.stage() == newest.stage()
                        ? Math.max(newest.progressPercentage(), next.progressPercentage())
                        : next.progressPercentage();
        double batchPercent = Math.max(newest.batchPercentage(), next.batchPercentage());
        return Optional.of(
                stagePercent == next.progressPercentage() && batchPercent == next.batchPercentage()
                        ? next
                        : with(next, stagePercent, batchPercent));
    }

    private static Progress with(Progress of, double stagePercent, double batchPercent) {
        return new Progress(
                of.batchId(),
                of.generation(),
                of.stage(),
                of.stageLabel(),
                of.message(),
                stagePercent,
                batchPercent,
                of.itemsTotal(),
                of.itemsProcessed(),
                of.itemsFailed(),
                of.itemsRunning(),
                of.elapsedSeconds(),
                of.stageElapsedSeconds(),
                of.etaSeconds(),
                of.throughputPerSecond(),
                of.stalled(),
                of.waitingReason(),
                of.timestamp());
    }
}
