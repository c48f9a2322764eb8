package io.batchline.coordinator.state;

import io.batchline.contract.batch.Counts;
import java.util.EnumMap;
import java.util.Map;

/// How many items of a batch are in each status. A fold over the items' stored states: it changes
/// only together with a stored state, from the old status to the new, so an event that changes no
/// state changes no count.
public final class Tally {
    private final Map<ItemStatus, Integer> items = new EnumMap<>(ItemStatus.class);
    private int total;

    /// An item is held that was not held before.
    public void add(ItemStatus status) {
        items.merge(status, 1, Integer::sum);
        total++;
    }

    /// So many items have succeeded that are not held any more.
    public void addKept(int succeeded) {
        items.merge(ItemStatus.SUCCEEDED, succeeded, Integer::sum);
        total += succeeded;
    }

    /// An item went from one status to another.
    public void move(ItemStatus from, ItemStatus to) {
        if (of(from) == 0) {
            throw new IllegalStateException(
                    "no item is %s, so none can become %s".formatted(from, to));
        }
        items.merge(from, -1, Integer::sum);
        items.merge(to, 1, Integer::sum);
    }

    public int of(ItemStatus status) {
        return items.getOrDefault(status, 0);
    }

    public int total() {
        return total;
    }

    /// Items that are done with, however they ended.
    public int ended() {
        return of(ItemStatus.SUCCEEDED) + of(ItemStatus.FAILED) + of(ItemStatus.CANCELLED);
    }

    /// Items that organize is done with.
    public int organized() {
        return ended() + of(ItemStatus.ORGANIZED);
    }

    /// The six states that clients see. [Counts] refuses ones that do not sum to the total.
    public Counts counts() {
        return new Counts(
                total,
                of(ItemStatus.WAITING) + of(ItemStatus.RELEASED) + of(ItemStatus.ORGANIZED),
                of(ItemStatus.RUNNING),
                of(ItemStatus.RETRYING),
                of(ItemStatus.SUCCEEDED),
                of(ItemStatus.FAILED),
                of(ItemStatus.CANCELLED));
    }
}
