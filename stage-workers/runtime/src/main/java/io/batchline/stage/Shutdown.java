package io.batchline.stage;

import io.batchline.stage.loop.PollLoop;
import java.time.Duration;
import java.util.List;

/// The end of a process's stages, all at once, step by step: stop claiming and give back what has
/// not begun; let the rest end; interrupt it; give it back.
record Shutdown(List<StageRunner<?>> runners, List<PollLoop> loops) {
    private static final Duration MAY_END_WITHIN = Duration.ofSeconds(1);
    private static final Duration MUST_END_WITHIN = Duration.ofMillis(800);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofMillis(500);

    void run() throws InterruptedException {
        runners.forEach(StageRunner::initiateClose);
        loops.forEach(PollLoop::initiateClose);
        if (!awaitIdle(MAY_END_WITHIN)) {
            runners.forEach(StageRunner::interruptAll);
        }
        // The loops have ended by now or end soon; what a late commit still launches goes back.
        loops.forEach(PollLoop::close);
        if (!awaitIdle(MUST_END_WITHIN)) {
            runners.forEach(StageRunner::giveUpAll);
            awaitIdle(ACKNOWLEDGED_WITHIN);
        }
    }

    private boolean awaitIdle(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean idle = true;
        for (StageRunner<?> runner : runners) {
            idle &= runner.awaitIdle(Duration.ofNanos(deadline - System.nanoTime()));
        }
        return idle;
    }
}
