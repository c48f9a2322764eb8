package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchStatus;

/// Whether a batch may be deleted: only when nothing is to happen with it any more, by the
/// coordinator's word and by what was asked since. A retry that nobody has begun yet is asked
/// since. What was never started is cancelled first: then it has ended, too.
enum DeletionDecision {
    DELETE,
    REFUSE;

    static DeletionDecision of(BatchStatus status) {
        return switch (status) {
            case COMPLETED, FAILED, CANCELLED -> DELETE;
            case PENDING, UPLOADING, PROCESSING, PAUSED, CANCELLING -> REFUSE;
        };
    }
}
