package io.batchline.contract.item;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;

/// One release of one item to the workers.
///
/// @param run from 1 and growing with every release of the item in any stage: events of an older
///   run than the newest are ignored
/// @param attempt from 1; grows only when an attempt failed, so a lost worker costs none
public record ItemRun(StageKey key, JobId jobId, int index, int run, int attempt) {
    public ItemRun {
        if (run < 1 || attempt < 1) {
            throw new IllegalArgumentException(
                    "run %d, attempt %d: both start at 1".formatted(run, attempt));
        }
    }

    public BatchId batchId() {
        return key.batchId();
    }

    public Stage stage() {
        return key.stage();
    }
}
