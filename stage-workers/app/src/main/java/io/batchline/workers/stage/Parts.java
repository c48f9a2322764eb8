package io.batchline.workers.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which items of a batch have rows that are parts of one thing. Used by one thread.
final class Parts {
    private final Map<String, List<Integer>> items = new HashMap<>();

    /// An item whose row is part of something; items come in order.
    void add(String of, int item) {
        items.computeIfAbsent(of, _ -> new ArrayList<>(2)).add(item);
    }

    /// The item that the joined row is written for.
    int first(String of) {
        return items(of).getFirst();
    }

    /// All of them, in order.
    List<Integer> items(String of) {
        List<Integer> found = items.get(of);
        if (found == null) {
            throw new IllegalStateException("no item is part of '%s'".formatted(of));
        }
        return found;
    }
}
