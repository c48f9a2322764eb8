package io.batchline.workload;

/// What organize found of an item.
public sealed interface Organized
        permits Organized.Grouped, Organized.Separator, Organized.Ungrouped, Rejected {
    /// The item belongs to the group of this key.
    record Grouped(String key) implements Organized {}

    /// The item is no work itself; the ungrouped items after it belong to this key.
    record Separator(String key) implements Organized {}

    /// The item names no group.
    record Ungrouped() implements Organized {}
}
