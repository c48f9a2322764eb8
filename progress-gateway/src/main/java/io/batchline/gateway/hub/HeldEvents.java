package io.batchline.gateway.hub;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicInteger;

/// Events in their order, immutable. One with another behind it shares its memory with it, so that
/// a batch's events, which come one by one, are not copied for each. For any thread.
final class HeldEvents extends AbstractList<ProgressEvent> implements RandomAccess {
    private static final int FEW = 4;

    private final Store store;
    private final int from;
    private final int to;

    /// Places that are written once, from the first on; nobody looks behind its own end.
    ///
    /// @param taken how many are written
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Store(ProgressEvent[] places, AtomicInteger taken) {}

    private HeldEvents(Store store, int from, int to) {
        this.store = store;
        this.from = from;
        this.to = to;
    }

    static HeldEvents of(Collection<ProgressEvent> events) {
        return events instanceof HeldEvents held ? held : copy(events, 0);
    }

    private static HeldEvents copy(Collection<ProgressEvent> events, int room) {
        var places = new ProgressEvent[events.size() + room];
        int count = 0;
        for (ProgressEvent event : events) {
            places[count++] = event;
        }
        return new HeldEvents(new Store(places, new AtomicInteger(count)), 0, count);
    }

    /// These and one more. Only the first that is added to the same ones shares their memory.
    HeldEvents with(ProgressEvent next) {
        if (to < store.places.length && store.taken.compareAndSet(to, to + 1)) {
            store.places[to] = next;
            return new HeldEvents(store, from, to + 1);
        }
        return copy(this, size() / 2 + FEW).with(next);
    }

    /// Without the first so many.
    HeldEvents without(int first) {
        HeldEvents rest = new HeldEvents(store, from + first, to);
        // What is dropped is let go of once it is most of what is held.
        return rest.from > rest.size() + FEW ? copy(rest, 0) : rest;
    }

    @Override
    public ProgressEvent get(int index) {
        return store.places[from + Objects.checkIndex(index, size())];
    }

    @Override
    public int size() {
        return to - from;
    }
}
