package io.batchline.gateway.hub;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;

/// Makes up what nobody has written: the progress of a batch that has been created and of which
/// nothing has happened yet.
public final class NothingYet {
    private NothingYet() {}

    public static Progress of(BatchDefinition batch) {
        return new Progress(
                batch.batchId(),
                1,
                ProgressStage.UPLOADING,
                batch.labels().of(ProgressStage.UPLOADING),
                "Nothing has happened yet",
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                0,
                false,
                null,
                batch.createdAt());
    }
}
