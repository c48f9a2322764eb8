package io.batchline.coordinator.live;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;

/// Items that are to be released again at some time, the earliest first: those whose next attempt
/// is due, and those that came back.
final class Retries {
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingInt(Due::item));

    void add(int item, Instant at) {
        queue.add(new Due(item, at));
    }

    /// When the first is due; empty for none.
    Optional<Instant> first() {
        return Optional.ofNullable(queue.peek()).map(Due::at);
    }

    /// Takes the first one that is due.
    OptionalInt take(Instant now) {
        Due first = queue.peek();
        if (first == null || first.at().isAfter(now)) {
            return OptionalInt.empty();
        }
        queue.remove();
        return OptionalInt.of(first.item());
    }

    void clear() {
        queue.clear();
    }

    private record Due(int item, Instant at) {}
}
