package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchStatus;

/// What came of a request to delete a batch.
public sealed interface DeletionOutcome {
    /// It is there no more; its files go in a moment.
    record Deleted() implements DeletionOutcome {}

    /// The tenant has no such batch.
    record Unknown() implements DeletionOutcome {}

    /// It has not ended.
    record NotOver(BatchStatus status) implements DeletionOutcome {}
}
