package io.batchline.ingest.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Labels;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What ingest needs to know of a workload: the part of what the workers announced that a new batch
/// is checked by and takes over.
///
/// @param optionsSchema a JSON Schema (2020-12) object
/// @param takesItems whether a request may bring its items; null from workers that do not know of
///   it
public record KnownWorkload(
        String name,
        Labels labels,
        ObjectNode optionsSchema,
        Duration defaultItemTimeout,
        @Nullable Boolean takesItems) {
    /// Whether a request may bring the items, in place of an uploaded source.
    public boolean mayBeGivenItems() {
        return Boolean.TRUE.equals(takesItems);
    }
}
