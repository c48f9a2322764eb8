package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchDefinition;

/// What came of a request to create a batch.
public sealed interface Creation {
    /// It is there now, or was by an earlier request with the same key and body.
    record Created(BatchDefinition definition) implements Creation {}

    /// The key belongs to a request that said something else.
    record KeyTaken() implements Creation {}
}
