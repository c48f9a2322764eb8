package io.batchline.gateway.session;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.LastRequest;
import org.jspecify.annotations.Nullable;

/// What was asked for, as ingest wrote it down before anything else happened.
///
/// @param definition with the last change of priority and concurrency
/// @param requested the state that was last asked for
/// @param removals what is kept of it no longer
/// @param hasInput whether what it is to work on is there: uploaded whole, or items that it was
///   given
/// @param webhookUrl who is told of it beside the tenant's endpoints; null for nobody
public record BatchRow(
        BatchDefinition definition,
        LastRequest requested,
        Removals removals,
        boolean hasInput,
        @Nullable String webhookUrl) {
    BatchRow(BatchDefinition definition, LastRequest requested) {
        this(definition, requested, Removals.NONE, false, null);
    }
}
