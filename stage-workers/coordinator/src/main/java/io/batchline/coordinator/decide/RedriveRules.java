package io.batchline.coordinator.decide;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of an ended batch a redrive begins anew.
///
/// @param generation the one that it opens
/// @param items only these; empty for all
/// @param cause only what failed for it; null for any
public record RedriveRules(int generation, Set<JobId> items, @Nullable String cause) {
    public RedriveRules {
        items = Set.copyOf(items);
    }

    public static RedriveRules of(BatchCommand.Retry command) {
        return new RedriveRules(command.generation(), Set.copyOf(command.items()), command.cause());
    }

    /// Whether it opens the batch's next generation, and the batch is one that can begin anew.
    public boolean opens(BatchState ended) {
        return generation == ended.batch().generation() + 1 && ended.batch().source() != null;
    }

    /// Whether the item is to be done again.
    public boolean takes(BatchId batch, int index, ItemState item) {
        boolean undone =
                item.status() == ItemStatus.FAILED || item.status() == ItemStatus.CANCELLED;
        boolean named = items.isEmpty() || items.contains(JobId.of(batch, index));
        return undone && named && (cause == null || cause.equals(item.cause()));
    }
}
