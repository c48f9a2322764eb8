package io.batchline.coordinator.state;

import io.batchline.contract.batch.ItemsHash;

/// That a batch was begun anew after its end.
///
/// @param fromExtract whether its items are found anew
/// @param items how many items are done again; 0 when all are found anew
/// @param kept how many items had succeeded before, and are not held any more
/// @param keptHash of those
public record Redrive(boolean fromExtract, int items, int kept, ItemsHash keptHash) {}
