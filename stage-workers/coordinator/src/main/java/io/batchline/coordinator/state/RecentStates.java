package io.batchline.coordinator.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The states of items that the workers have or are to have, the newest of them: such an item's
/// next event comes soon, and its state need not be read from the store and its JSON. Knows nothing
/// that the store does not hold. One thread's.
final class RecentStates {
    private static final int MOST = 4096;

    private final Map<String, ItemState> states =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ItemState> eldest) {
                    return size() > MOST;
                }
            };

    Optional<ItemState> find(String key) {
        return Optional.ofNullable(states.get(key));
    }

    void put(String key, ItemState state) {
        if (state.status().isOut()) {
            states.put(key, state);
        } else {
            states.remove(key);
        }
    }

    void forget(String key) {
        states.remove(key);
    }
}
