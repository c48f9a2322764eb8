package io.batchline.coordinator.decide;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import io.batchline.coordinator.state.Redrive;

/// What of an ended batch a redrive begins anew.
///
/// @param command what was asked for
public record RedriveRules(BatchCommand.Retry command) {

    /// Whether the command is a new one, and the batch one that can begin anew.
    public boolean isNew(BatchState ended) {
        Redrive last = ended.redrive();
        boolean repeated = last != null && !command.at().isAfter(last.asked());
        return !repeated && ended.batch().source() != null;
    }

    /// Whether the item is to be done again.
    public boolean takes(BatchId batch, int index, ItemState item) {
        boolean undone =
                item.status() == ItemStatus.FAILED || item.status() == ItemStatus.CANCELLED;
        boolean named =
                command.items().isEmpty() || command.items().contains(JobId.of(batch, index));
        boolean causedSo = command.cause() == null || command.cause().equals(item.cause());
        return undone && named && causedSo;
    }
}
