package io.batchline.stage;

import io.batchline.contract.id.WorkerId;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.progress.StageProgress;
import java.time.Instant;

/// What a per-batch stage is given; turns its reports into progress and signs of life.
final class RunTaskContext implements StageContext {
    private final StageRun run;
    private final RunTrade trade;
    private final StageProgress progress;

    RunTaskContext(StageRun run, RunTrade trade, Instant startedAt) {
        this.run = run;
        this.trade = trade;
        this.progress = trade.progress(run, startedAt);
    }

    void begin() {
        progress.begin(trade.clock().instant());
    }

    @Override
    public void report(String message, long done, long total) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the run must end early");
        }
        Instant now = trade.clock().instant();
        if (progress.report(message, done, total, now)) {
            trade.advanced(
                    new StageEvent.Advanced(
                            run.key(), run.run(), trade.worker(), done, total, now));
        }
    }

    @Override
    public WorkerId worker() {
        return trade.worker();
    }

    void finish(String message) throws InterruptedException {
        progress.finish(message, trade.clock().instant());
    }
}
