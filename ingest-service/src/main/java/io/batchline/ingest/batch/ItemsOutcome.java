package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchStatus;
import java.util.List;

/// What came of a request to add items to a batch.
public sealed interface ItemsOutcome {
    /// @param items how many the batch has by now
    record Added(int items) implements ItemsOutcome {}

    /// It takes no items any more.
    record NotPending(BatchStatus status) implements ItemsOutcome {}

    /// It has an uploaded source, from which its items come.
    record HasSource() implements ItemsOutcome {}

    /// @param items how many it would have
    /// @param bytes how large they would be, as JSON
    record TooMany(int items, long bytes) implements ItemsOutcome {}

    /// Other items of the tenant have these ids.
    ///
    /// @param jobIds the first few of them
    record IdsTaken(List<String> jobIds) implements ItemsOutcome {
        public IdsTaken {
            jobIds = List.copyOf(jobIds);
        }
    }
}
