package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.StartMode;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.ShownUrl;
import org.jspecify.annotations.Nullable;

/// What was asked for, in the words of the request that created the batch.
///
/// @param concurrency null: as many items at once as the workers allow
/// @param webhookUrl who is told of it beside the tenant's endpoints, without what follows the `?`
@JsonInclude(JsonInclude.Include.ALWAYS)
record DefinitionAnswer(
        @Nullable Integer concurrency,
        long itemTimeoutSeconds,
        int maxAttempts,
        int maxFailedPercent,
        StartMode start,
        ObjectNode options,
        @Nullable String webhookUrl,
        Labels labels) {

    static DefinitionAnswer of(VisibleBatch batch) {
        BatchDefinition definition = batch.definition();
        String url = batch.webhookUrl();
        BatchLimits limits = definition.limits();
        return new DefinitionAnswer(
                limits.concurrency().isPresent() ? limits.concurrency().getAsInt() : null,
                limits.itemTimeout().toSeconds(),
                limits.maxAttempts(),
                limits.maxFailedPercent(),
                definition.start(),
                definition.options(),
                url == null ? null : ShownUrl.of(url),
                definition.labels());
    }
}
