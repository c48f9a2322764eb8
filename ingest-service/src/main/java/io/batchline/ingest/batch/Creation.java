package io.batchline.ingest.batch;

import io.batchline.contract.id.BatchId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a request to create a batch.
public sealed interface Creation {
    /// It is there now.
    record Created() implements Creation {}

    /// An earlier request with the same key and body has created this one.
    ///
    /// @param answer what that request was answered, byte for byte; null where it was not kept
    record Before(BatchId batch, @Nullable String answer) implements Creation {}

    /// The key belongs to a request that said something else.
    record KeyTaken() implements Creation {}

    /// Other items of the tenant have these ids.
    ///
    /// @param jobIds the first few of them
    record IdsTaken(List<String> jobIds) implements Creation {
        public IdsTaken {
            jobIds = List.copyOf(jobIds);
        }
    }
}
