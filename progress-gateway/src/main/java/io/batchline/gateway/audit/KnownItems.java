package io.batchline.gateway.audit;

import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.ItemsHash;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The items of a batch as somebody knows them.
///
/// @param states by index
/// @param rows how many result rows they make: those that are parts of one thing make one
public record KnownItems(Map<Integer, State> states, int rows) {
    public KnownItems {
        states = Map.copyOf(states);
    }

    /// The six states, by their names on the wire in lower case.
    public enum State {
        WAITING,
        RUNNING,
        RETRYING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        Optional<ItemsHash.Ended> end() {
            return switch (this) {
                case SUCCEEDED -> Optional.of(ItemsHash.Ended.SUCCEEDED);
                case FAILED -> Optional.of(ItemsHash.Ended.FAILED);
                case CANCELLED -> Optional.of(ItemsHash.Ended.CANCELLED);
                case WAITING, RUNNING, RETRYING -> Optional.empty();
            };
        }
    }

    public Counts counts() {
        var by = new EnumMap<State, Integer>(State.class);
        states.values().forEach(state -> by.merge(state, 1, Integer::sum));
        return new Counts(
                states.size(),
                by.getOrDefault(State.WAITING, 0),
                by.getOrDefault(State.RUNNING, 0),
                by.getOrDefault(State.RETRYING, 0),
                by.getOrDefault(State.SUCCEEDED, 0),
                by.getOrDefault(State.FAILED, 0),
                by.getOrDefault(State.CANCELLED, 0));
    }

    public ItemsHash hash() {
        ItemsHash hash = ItemsHash.NONE;
        for (var item : new TreeMap<>(states).entrySet()) {
            Optional<ItemsHash.Ended> how = item.getValue().end();
            if (how.isPresent()) {
                hash = hash.plus(item.getKey(), how.get());
            }
        }
        return hash;
    }
}
