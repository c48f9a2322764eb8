package io.batchline.gateway.session;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.LastRequest;

/// What was asked for, as ingest wrote it down before anything else happened.
///
/// @param definition with the last change of priority and concurrency
/// @param requested the state that was last asked for
public record BatchRow(BatchDefinition definition, LastRequest requested) {}
