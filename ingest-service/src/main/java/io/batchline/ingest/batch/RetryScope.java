package io.batchline.ingest.batch;

import io.batchline.contract.id.JobId;
import java.util.List;

/// Which failed and cancelled items are to be done again.
public sealed interface RetryScope {
    record Everything() implements RetryScope {}

    /// These of them.
    record Items(List<JobId> ids) implements RetryScope {
        public Items {
            ids = List.copyOf(ids);
        }
    }

    /// Those that failed for this cause.
    record Cause(String cause) implements RetryScope {}
}
