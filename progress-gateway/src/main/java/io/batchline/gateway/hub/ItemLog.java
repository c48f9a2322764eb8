package io.batchline.gateway.hub;

import io.batchline.contract.item.ItemEvent.OfItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The newest of each item of one batch since someone began to follow them: however often an item
/// changes, who is behind gets it once. For any thread.
final class ItemLog {
    /// Items that are held at most; of those that changed first nothing is known then.
    static final int MOST = 20_000;

    private static final long UNKNOWN = Long.MAX_VALUE;

    // In the order of their positions: one that changes goes to the end.
    private final LinkedHashMap<Integer, ItemState> items = new LinkedHashMap<>();
    private long heldAfter;
    private long newest;

    /// @param read the position of the newest record of the partition that was read; negative while
    ///   none was
    ItemLog(long read) {
        this.heldAfter = read < 0 ? UNKNOWN : read;
        this.newest = read;
    }

    /// A record of the partition has gone by.
    synchronized void passed(long position) {
        if (heldAfter == UNKNOWN) {
            heldAfter = position - 1;
        }
    }

    /// @return whether it is news
    synchronized boolean take(long position, OfItem event) {
        passed(position);
        ItemState known = items.get(event.run().index());
        if (known != null && !known.mayBeFollowedBy(event)) {
            return false;
        }
        items.remove(event.run().index());
        items.put(event.run().index(), new ItemState(position, event));
        newest = position;
        if (items.size() > MOST) {
            var first = items.entrySet().iterator();
            heldAfter = Math.max(heldAfter, first.next().getValue().position());
            first.remove();
        }
        return true;
    }

    synchronized long newest() {
        return newest;
    }

    /// Whether something that followed `position` may not be held.
    synchronized boolean hasLostWhatFollows(long position) {
        return position < heldAfter;
    }

    synchronized List<ItemState> unfinished() {
        return items.values().stream().filter(item -> !item.isFinished()).toList();
    }

    /// The items that have changed after `seen`, in the order of their newest changes.
    synchronized List<ItemState> between(long seen, long upTo) {
        if (newest <= seen) {
            return List.of();
        }
        var changed = new ArrayList<ItemState>();
        for (ItemState item : items.reversed().values()) {
            if (item.position() <= seen) {
                break;
            }
            if (item.position() <= upTo) {
                changed.add(item);
            }
        }
        return changed.reversed();
    }
}
