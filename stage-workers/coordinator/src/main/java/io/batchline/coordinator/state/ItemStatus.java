package io.batchline.coordinator.state;

import io.batchline.contract.batch.ItemsHash;
import java.util.Optional;

/// Where an item stands. Finer than what clients see: [Tally] folds it into their six states.
public enum ItemStatus {
    /// Found, and never released.
    WAITING,
    /// Handed to the workers; none has said that it started. Has no lease.
    RELEASED,
    /// Claimed by a worker that holds a lease on it.
    RUNNING,
    /// An attempt failed; the next one is due later.
    RETRYING,
    /// Through organize, and not yet released to process.
    ORGANIZED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /// Nothing more happens to the item.
    public boolean isEnded() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /// How it ended, as hashes have it; empty when it has not.
    public Optional<ItemsHash.Ended> end() {
        return switch (this) {
            case SUCCEEDED -> Optional.of(ItemsHash.Ended.SUCCEEDED);
            case FAILED -> Optional.of(ItemsHash.Ended.FAILED);
            case CANCELLED -> Optional.of(ItemsHash.Ended.CANCELLED);
            case WAITING, RELEASED, RUNNING, RETRYING, ORGANIZED -> Optional.empty();
        };
    }

    /// The workers have it, or it is on the way to them.
    public boolean isOut() {
        return this == RELEASED || this == RUNNING;
    }
}
