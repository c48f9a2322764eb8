package io.batchline.coordinator.state;

import io.batchline.contract.batch.ItemsHash;
import org.jspecify.annotations.Nullable;

/// That a batch was begun anew after its end.
///
/// @param fromExtract whether its items are found anew
/// @param items how many items are done again; 0 when all are found anew
/// @param kept how many items had succeeded before, and are not held any more
/// @param keptHash of those
/// @param review how far a review goes; null where it is none
public record Redrive(
        boolean fromExtract, int items, int kept, ItemsHash keptHash, @Nullable Review review) {
    /// All of the batch's items are found anew.
    public static final Redrive FROM_EXTRACT = new Redrive(true, 0, 0, ItemsHash.NONE, null);

    /// How far a batch goes in which a person has decided on items.
    public enum Review {
        /// The items are read again; the outputs of before stay.
        ITEMS,
        /// The stages after them run again too.
        EVERYTHING
    }
}
