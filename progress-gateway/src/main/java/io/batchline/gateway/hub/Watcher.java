package io.batchline.gateway.hub;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import org.jspecify.annotations.Nullable;

/// Is told by the board what has changed, on the thread that tells the board, so it returns at
/// once.
public interface Watcher {
    /// There is something new of a batch.
    ///
    /// @param tenant whose it is; null while the coordinator has not said
    void changed(BatchId batch, @Nullable TenantId tenant);

    /// The batch was deleted.
    void gone(BatchId batch);
}
