package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.LastRequest;
import io.batchline.contract.source.GivenItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A batch as a request describes it.
///
/// @param items those that the request brings; may be empty
/// @param source where they are stored; null where they wait for the start, or there are none
/// @param webhookUrl who is told of it; null for nobody but the tenant's endpoints
public record NewBatch(
        BatchDefinition definition,
        List<GivenItem> items,
        @Nullable BatchSource source,
        @Nullable String webhookUrl) {
    public NewBatch {
        items = List.copyOf(items);
    }

    public NewBatch withSource(BatchSource stored) {
        return new NewBatch(definition, items, stored, webhookUrl);
    }

    /// Whether its definition is all that there is to write.
    boolean isPlain() {
        return items.isEmpty() && source == null && webhookUrl == null;
    }

    /// As it stands once it is created.
    public BatchRow row() {
        return new BatchRow(
                definition,
                source,
                new LastRequest(status(), 1),
                webhookUrl,
                BatchRow.Removed.NOTHING,
                null);
    }

    BatchStatus status() {
        return source == null ? BatchStatus.PENDING : BatchStatus.PROCESSING;
    }
}
