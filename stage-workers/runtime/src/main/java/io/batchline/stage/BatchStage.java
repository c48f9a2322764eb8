package io.batchline.stage;

import io.batchline.contract.work.StageRun;
import java.io.IOException;

/// The function of a per-batch stage. One instance serves a process and may be called by many
/// threads at once. A run may be repeated, so outputs are named by it and a second one does no
/// harm.
@FunctionalInterface
public interface BatchStage {
    /// An `IOException` is a transient failure; another exception is a bug, and fails the stage as
    /// `internal_error`. The thread is interrupted when the run must end early.
    StageOutcome run(StageRun run, StageContext context) throws IOException, InterruptedException;
}
