package io.batchline.ingest.batch;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import java.util.List;
import java.util.UUID;

/// Parts that shall become one source.
///
/// @param parts in their order, at least one
/// @param asked by which words of the client
/// @param fileName of the source, for people
/// @param metadata as the client sent it
/// @param writer the request that joins them
public record NewJoin(
        BatchId batchId,
        TenantId tenant,
        List<UUID> parts,
        String asked,
        String fileName,
        String metadata,
        UUID writer) {
    public NewJoin {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no parts: at least one");
        }
        parts = List.copyOf(parts);
    }
}
