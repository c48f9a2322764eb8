package io.batchline.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what must happen to a claimed task now. Pure.
record LeaseWatch(Timings timings) {
    Verdict judge(Standing task, Instant now) {
        if (task.interruptedAt() != null) {
            return now.isBefore(task.interruptedAt().plus(timings.interruptGrace()))
                    ? new Verdict.Leave()
                    : new Verdict.GiveUp();
        }
        if (task.batch().isHalted()) {
            return new Verdict.Interrupt(Interruption.CANCELLED);
        }
        if (task.workingSince() == null && !task.batch().mayBegin()) {
            return new Verdict.Interrupt(Interruption.HELD_BACK);
        }
        if (!now.isBefore(task.renewedAt().plus(timings.mayGoOn()))) {
            return new Verdict.Interrupt(Interruption.LEASE_LOST);
        }
        return isOverTime(task, now)
                ? new Verdict.Interrupt(Interruption.TIMED_OUT)
                : new Verdict.Leave();
    }

    private static boolean isOverTime(Standing task, Instant now) {
        return task.workingSince() != null
                && task.timeLimit().isPresent()
                && !now.isBefore(task.workingSince().plus(task.timeLimit().get()));
    }

    /// How a task stands.
    ///
    /// @param renewedAt when the last acknowledged sign of life was sent
    /// @param workingSince when its work began; null while it waits for a core
    /// @param interruptedAt when it was interrupted; null when it was not
    record Standing(
            Instant renewedAt,
            @Nullable Instant workingSince,
            Optional<Duration> timeLimit,
            @Nullable Instant interruptedAt,
            BatchWants batch) {}

    /// What the task's batch wants of it.
    ///
    /// @param isHalted nothing of it may go on
    /// @param mayBegin work that has not begun may
    record BatchWants(boolean isHalted, boolean mayBegin) {}

    /// What must happen.
    sealed interface Verdict {
        record Leave() implements Verdict {}

        record Interrupt(Interruption why) implements Verdict {}

        /// It was interrupted and does not end: its end is announced without it.
        record GiveUp() implements Verdict {}
    }
}
