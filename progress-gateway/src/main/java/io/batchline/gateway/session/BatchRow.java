package io.batchline.gateway.session;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchStatus;

/// What was asked for, as ingest wrote it down before anything else happened.
///
/// @param requested the state that was last asked for
public record BatchRow(BatchDefinition definition, BatchStatus requested) {}
