package io.batchline.coordinator.state;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.Item;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// One task's store. All kinds of values share it, so that a partition costs one database and one
/// changelog; the first letter of a key says what lies there. No batch id holds a `|`, which sorts
/// after every letter that an id may have.
public final class Shelf {
    public static final String STORE = "batches-and-items";

    /// Items whose release order lies in one value.
    public static final int ORDER_CHUNK = 1024;

    private static final StoredForm<BatchState> BATCH = new StoredForm<>(BatchState.class);
    private static final StoredForm<ItemState> STATE = new StoredForm<>(ItemState.class);
    private static final StoredForm<Item> ITEM = new StoredForm<>(Item.class);
    private static final StoredForm<EarlyCommands> EARLY = new StoredForm<>(EarlyCommands.class);
    private static final String LIVE = "l|";
    private static final String ENDED = "f|";
    private static final String EARLY_OF = "e|";
    private static final String SWEEP = "w|";
    private static final String BODY_OF = "i|";
    private static final String STATE_OF = "s|";
    private static final String ORDER_OF = "o|";
    private static final String CLAIMS_OF = "c|";
    private static final String WORKER_OF = "p|";
    private static final String DELETED = "d|";
    private static final String AFTER_ALL = "}";

    private final KeyValueStore<String, byte[]> store;
    private final RecentStates recent = new RecentStates();

    public Shelf(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /// A batch that has not ended.
    public Optional<BatchState> live(BatchId id) {
        return read(LIVE + id.value(), BATCH);
    }

    public void putLive(BatchState batch) {
        store.put(LIVE + batch.id().value(), BATCH.bytes(batch));
    }

    public void eachLive(Consumer<BatchState> what) {
        try (var all = range(LIVE)) {
            all.forEachRemaining(entry -> what.accept(BATCH.value(entry.value)));
        }
    }

    public Optional<BatchState> ended(BatchId id) {
        return read(ENDED + id.value(), BATCH);
    }

    /// The batch has ended: it leaves the live ones, and its items are to be swept.
    public void putEnded(BatchState batch) {
        String id = batch.id().value();
        store.put(ENDED + id, BATCH.bytes(batch));
        store.put(SWEEP + id, new byte[0]);
        store.delete(LIVE + id);
    }

    /// An ended batch goes on.
    public void putBegunAnew(BatchState batch) {
        store.delete(ENDED + batch.id().value());
        putLive(batch);
    }

    /// Ended batches whose items are not swept yet.
    public void eachToSweep(Consumer<BatchId> what) {
        try (var all = range(SWEEP)) {
            all.forEachRemaining(
                    entry -> what.accept(new BatchId(entry.key.substring(SWEEP.length()))));
        }
    }

    public EarlyCommands early(BatchId id) {
        return read(EARLY_OF + id.value(), EARLY).orElse(EarlyCommands.NONE);
    }

    public void putEarly(BatchId id, EarlyCommands commands) {
        store.put(EARLY_OF + id.value(), EARLY.bytes(commands));
    }

    public void dropEarly(BatchId id) {
        store.delete(EARLY_OF + id.value());
    }

    public Optional<ItemState> state(BatchId id, int index) {
        String key = at(STATE_OF, id, index);
        Optional<ItemState> known = recent.find(key);
        return known.isPresent() ? known : read(key, STATE);
    }

    public void putState(BatchId id, int index, ItemState state) {
        String key = at(STATE_OF, id, index);
        store.put(key, STATE.bytes(state));
        recent.put(key, state);
    }

    /// Every item's state, in item order. The batch must not change meanwhile.
    public void eachState(BatchId id, IndexedStates what) {
        String of = STATE_OF + id.value() + "|";
        try (var all = range(of)) {
            all.forEachRemaining(entry -> what.take(index(of, entry), STATE.value(entry.value)));
        }
    }

    public Item item(BatchId id, int index) {
        return read(at(BODY_OF, id, index), ITEM)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "item %d of batch %s is not held".formatted(index, id)));
    }

    public void putItem(BatchId id, Item item) {
        store.put(at(BODY_OF, id, item.index()), ITEM.bytes(item));
    }

    /// The order in which items are released to process.
    public void putOrder(BatchId id, List<Integer> order) {
        for (int from = 0; from < order.size(); from += ORDER_CHUNK) {
            int until = Math.min(order.size(), from + ORDER_CHUNK);
            ByteBuffer bytes = ByteBuffer.allocate((until - from) * Integer.BYTES);
            order.subList(from, until).forEach(bytes::putInt);
            store.put(at(ORDER_OF, id, from / ORDER_CHUNK), bytes.array());
        }
    }

    /// Chunk `number` of the order: empty after the last.
    public int[] orderChunk(BatchId id, int number) {
        byte[] bytes = store.get(at(ORDER_OF, id, number));
        if (bytes == null) {
            return new int[0];
        }
        int[] chunk = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).asIntBuffer().get(chunk);
        return chunk;
    }

    /// The claims that the batch's items were granted.
    public Claims claims(BatchId id) {
        var claims = new Claims();
        try (var all = range(CLAIMS_OF + id.value() + "|")) {
            all.forEachRemaining(entry -> claims.add(entry.value));
        }
        return claims;
    }

    /// Claims are only ever added, so that each piece of those before is written over.
    public void putClaims(BatchId id, Claims claims) {
        int number = 0;
        for (byte[] piece : claims.pieces()) {
            store.put(at(CLAIMS_OF, id, number++), piece);
        }
    }

    /// Drops everything of the batch's items: extract begins anew.
    public void dropItems(BatchId id) {
        drop(CLAIMS_OF + id.value() + "|");
        drop(STATE_OF + id.value() + "|");
        drop(BODY_OF + id.value() + "|");
        drop(ORDER_OF + id.value() + "|");
    }

    /// A worker has begun an item of the batch, and so has progress of its own to tell.
    public void putWorker(BatchId id, WorkerId worker) {
        store.put(WORKER_OF + id.value() + "|" + worker.value(), new byte[0]);
    }

    /// Every worker that ever had an item of the batch.
    public Set<WorkerId> workers(BatchId id) {
        String of = WORKER_OF + id.value() + "|";
        var workers = new HashSet<WorkerId>();
        try (var all = range(of)) {
            all.forEachRemaining(
                    entry -> workers.add(new WorkerId(entry.key.substring(of.length()))));
        }
        return workers;
    }

    /// Drops everything of the batch but a mark that it was there, and since when it is not.
    public void putDeleted(BatchId id, Instant at) {
        dropItems(id);
        drop(WORKER_OF + id.value() + "|");
        for (String kind : List.of(LIVE, ENDED, SWEEP, EARLY_OF)) {
            store.delete(kind + id.value());
        }
        store.put(
                DELETED + id.value(),
                ByteBuffer.allocate(Long.BYTES).putLong(at.toEpochMilli()).array());
    }

    public boolean isDeleted(BatchId id) {
        return store.get(DELETED + id.value()) != null;
    }

    /// Drops the marks of batches that were deleted before that: no topic speaks of them any more.
    public void forgetDeletedBefore(Instant before) {
        var old = new ArrayList<String>();
        try (var all = range(DELETED)) {
            all.forEachRemaining(entry -> {
                if (ByteBuffer.wrap(entry.value).getLong() < before.toEpochMilli()) {
                    old.add(entry.key);
                }
            });
        }
        old.forEach(store::delete);
    }

    /// Drops items of an ended batch but those that may be done again, from item `from` on and
    /// about `most` of them. Of separators what they name stays: a redrive names items by it.
    ///
    /// @return where to go on; empty when all are swept
    public Optional<Integer> sweep(BatchId id, int from, int most) {
        String of = STATE_OF + id.value() + "|";
        int seen = 0;
        try (var all = store.range(at(STATE_OF, id, from), of + AFTER_ALL)) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                int index = index(of, entry);
                if (seen++ == most) {
                    return Optional.of(index);
                }
                sweep(id, index, STATE.value(entry.value));
            }
        }
        drop(ORDER_OF + id.value() + "|");
        store.delete(SWEEP + id.value());
        return Optional.empty();
    }

    private void sweep(BatchId id, int index, ItemState item) {
        if (item.mayComeAgain()) {
            return;
        }
        if (!item.separator()) {
            delete(at(STATE_OF, id, index));
        }
        store.delete(at(BODY_OF, id, index));
    }

    private void drop(String prefix) {
        try (var all = range(prefix)) {
            all.forEachRemaining(entry -> delete(entry.key));
        }
    }

    private void delete(String key) {
        store.delete(key);
        recent.forget(key);
    }

    private <T> Optional<T> read(String key, StoredForm<T> form) {
        return Optional.ofNullable(store.get(key)).map(form::value);
    }

    private KeyValueIterator<String, byte[]> range(String prefix) {
        return store.range(prefix, prefix + AFTER_ALL);
    }

    private static String at(String kind, BatchId id, int index) {
        String digits = Integer.toString(index);
        return kind + id.value() + "|" + "0".repeat(10 - digits.length()) + digits;
    }

    private static int index(String of, KeyValue<String, byte[]> entry) {
        return Integer.parseInt(entry.key, of.length(), entry.key.length(), 10);
    }

    /// Takes items' states with their index.
    @FunctionalInterface
    public interface IndexedStates {
        void take(int index, ItemState state);
    }
}
