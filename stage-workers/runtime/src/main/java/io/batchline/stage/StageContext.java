package io.batchline.stage;

import io.batchline.contract.id.WorkerId;

/// What a per-batch stage works with; used by the run's thread.
public interface StageContext {
    /// Says how far the run is. Cheap: what is worth telling is decided here.
    ///
    /// @param message counts things, for example `Extracted 300 of 11515 files`
    /// @param total 0 while not known
    /// @throws InterruptedException when the run must end early
    void report(String message, long done, long total) throws InterruptedException;

    WorkerId worker();
}
