package io.batchline.gateway.hub;

import io.batchline.contract.batch.Batch;
import org.jspecify.annotations.Nullable;

/// What is known of a batch at one moment.
///
/// @param snapshot the coordinator's newest word; null while it has not said any
public record BatchView(@Nullable Batch snapshot, History history) {
    boolean isEmpty() {
        return snapshot == null && history.events().isEmpty();
    }
}
