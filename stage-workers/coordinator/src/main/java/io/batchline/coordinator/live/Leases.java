package io.batchline.coordinator.live;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The items of a batch that the workers have or are to have: as many as the release window at
/// most. A released one has no lease until it starts.
final class Leases {
    private final Map<Integer, Lease> byItem = new HashMap<>();
    private int running;

    void released(int item, int run) {
        put(item, new Lease(run, null, false));
    }

    void running(int item, int run, Instant until) {
        put(item, new Lease(run, until, true));
    }

    /// Renews the lease of a running item.
    ///
    /// @return whether that run of it is running
    boolean renew(int item, int run, Instant until) {
        Lease lease = byItem.get(item);
        boolean held = lease != null && lease.running() && lease.run() == run;
        if (held) {
            byItem.put(item, new Lease(run, until, true));
        }
        return held;
    }

    void ended(int item) {
        Lease lease = byItem.remove(item);
        running -= lease != null && lease.running() ? 1 : 0;
    }

    /// Gives released items a lease too: nobody starts them any more.
    void settle(Instant until) {
        byItem.replaceAll(
                (_, lease) -> lease.running() ? lease : new Lease(lease.run(), until, false));
    }

    List<Integer> overdue(Instant now) {
        return byItem.entrySet().stream()
                .filter(entry -> entry.getValue().isOver(now))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /// The items that a worker has said it started.
    List<Integer> runningItems() {
        return byItem.entrySet().stream()
                .filter(entry -> entry.getValue().running())
                .map(Map.Entry::getKey)
                .toList();
    }

    int size() {
        return byItem.size();
    }

    int running() {
        return running;
    }

    void clear() {
        byItem.clear();
        running = 0;
    }

    private void put(int item, Lease lease) {
        ended(item);
        byItem.put(item, lease);
        running += lease.running() ? 1 : 0;
    }

    /// @param until null for no lease
    private record Lease(int run, @Nullable Instant until, boolean running) {
        boolean isOver(Instant now) {
            return until != null && !now.isBefore(until);
        }
    }
}
