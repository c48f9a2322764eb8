package io.batchline.coordinator.decide;

import io.batchline.coordinator.state.Claims;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fold of what organize found, over a batch's items in item order: a separator names the
/// ungrouped ones after it, up to the next; what an item claims to be the first has, and the others
/// go into their claim's other group; groups are processed in the order in which they first appear,
/// an ungrouped item keeps its own place. Used by one thread, once.
public final class GroupFold {
    private final Claims claims;
    private final Map<String, Integer> firstSeen = new HashMap<>();
    private final Map<Integer, String> named = new HashMap<>();
    private final List<Long> placed = new ArrayList<>();
    private @Nullable String current;

    /// @param claims those that were granted before, as a redrive finds them; more are added
    public GroupFold(Claims claims) {
        this.claims = claims;
    }

    /// The next item, with a higher index than the one before.
    public void add(int index, ItemState item) {
        if (item.separator()) {
            current = item.group();
            place(index, current);
        } else if (item.status() == ItemStatus.ORGANIZED) {
            String group = item.group();
            if (group == null && current != null) {
                group = current;
                named.put(index, group);
            } else if (item.claim() != null && !claims.grant(item.claim(), index)) {
                group = item.claim().otherwise();
                named.put(index, group);
            }
            placed.add((long) place(index, group) << Integer.SIZE | index);
        }
    }

    public Folded fold() {
        long[] sorted = placed.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Folded(Arrays.stream(sorted).mapToObj(place -> (int) place).toList(), named);
    }

    private int place(int index, @Nullable String group) {
        if (group == null) {
            return index;
        }
        Integer first = firstSeen.putIfAbsent(group, index);
        return first == null ? index : first;
    }

    /// @param order the indexes of the items to process, first to last
    /// @param named the items that another than organize named: a separator, or the claim that was
    ///   somebody else's already
    public record Folded(List<Integer> order, Map<Integer, String> named) {
        public Folded {
            order = List.copyOf(order);
            named = Map.copyOf(named);
        }
    }
}
