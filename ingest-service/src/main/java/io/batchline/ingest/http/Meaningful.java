package io.batchline.ingest.http;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.http.Problem;
import io.batchline.http.Removal;
import io.batchline.ingest.batch.BatchRow;
import io.batchline.ingest.batch.RetryScope;

/// Refuses (409) what can't be meant of a batch as it stands.
final class Meaningful {
    private Meaningful() {}

    static void pause(BatchStatus status) {
        switch (status) {
            case PENDING, UPLOADING ->
                    throw Problem.conflict("the batch has not begun: there is nothing to pause");
            case PROCESSING, PAUSED -> {
                // It can be paused, or is.
            }
            case CANCELLING, COMPLETED, FAILED, CANCELLED -> throw over(status, "paused");
        }
    }

    static void resume(BatchStatus status) {
        switch (status) {
            case PENDING, UPLOADING ->
                    throw Problem.conflict("the batch has not begun: there is nothing to resume");
            case PROCESSING, PAUSED -> {
                // It can be resumed, or runs.
            }
            case CANCELLING, COMPLETED, FAILED, CANCELLED -> throw over(status, "resumed");
        }
    }

    static void change(BatchStatus status) {
        switch (status) {
            case PENDING, UPLOADING, PROCESSING, PAUSED -> {
                // What is still to be done can be done in another way.
            }
            case CANCELLING, COMPLETED, FAILED, CANCELLED -> throw over(status, "changed");
        }
    }

    static void retry(BatchRow batch, RetryScope scope) {
        BatchRow.Folded folded = batch.folded();
        if (folded == null || !folded.status().isTerminal()) {
            throw Problem.conflict(
                    "the batch has not ended (it is %s): only an ended one is retried"
                            .formatted(batch.status().wireId()));
        }
        keptStill(batch);
        if (batch.source() == null) {
            throw Problem.conflict("the batch never had a source: there is nothing to do again");
        }
        Counts counts = folded.counts();
        boolean allSucceeded =
                folded.status() == BatchStatus.COMPLETED
                        && counts.failed() + counts.cancelled() == 0;
        if (allSucceeded && scope instanceof RetryScope.Everything) {
            throw Problem.conflict("every item has succeeded: there is nothing to do again");
        }
    }

    /// @throws Problem 410 when a rule has removed what it takes to read items again
    static void keptStill(BatchRow batch) {
        Removal source = batch.removed().source();
        if (source != null) {
            throw source.ofSource();
        }
        Removal results = batch.removed().results();
        if (results != null) {
            throw results.ofResults();
        }
    }

    private static Problem over(BatchStatus status, String what) {
        return Problem.conflict(
                status == BatchStatus.CANCELLING
                        ? "the batch is being cancelled: it can't be %s any more".formatted(what)
                        : "the batch has ended (%s): it can't be %s any more"
                                .formatted(status.wireId(), what));
    }
}
