package io.batchline.workload;

import io.batchline.contract.item.Claim;
import java.util.Optional;

/// What organize found of an item.
public sealed interface Organized
        permits Organized.Grouped, Organized.Separator, Organized.Ungrouped, Rejected {
    /// The item belongs to the group of this key.
    ///
    /// @param claim what only one item of the batch can be: every later item, in item order, that
    ///   claims the same belongs to the claim's other group instead, and is processed like any
    record Grouped(String key, Optional<Claim> claim) implements Organized {
        public Grouped(String key) {
            this(key, Optional.empty());
        }
    }

    /// The item is no work itself; the ungrouped items after it belong to this key.
    record Separator(String key) implements Organized {}

    /// The item names no group.
    record Ungrouped() implements Organized {}
}
