package io.batchline.gateway.hub;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.item.ItemEvent.OfItem;
import io.batchline.contract.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/// What items of batches come to, for those batches whose items somebody follows, and for a while
/// after the last has gone. Told by one thread, asked by any.
public final class ItemBoard {
    /// Who comes back within that finds what has happened meanwhile.
    static final Duration KEEP = Duration.ofMinutes(2);

    private final Map<BatchId, Followed> followed = new ConcurrentHashMap<>();
    private final AtomicLongArray read = new AtomicLongArray(Topics.BATCH_PARTITIONS);
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Clock clock;

    public ItemBoard(Clock clock) {
        this.clock = clock;
        for (int i = 0; i < read.length(); i++) {
            read.set(i, Vector.NOTHING);
        }
    }

    /// @param groups that follow it
    /// @param leftAt when the last of them has left
    private record Followed(
            int partition, ItemLog log, AtomicInteger groups, AtomicReference<Instant> leftAt) {}

    /// From now on this one is told what has changed.
    public void tell(Watcher watcher) {
        watchers.add(watcher);
    }

    /// Whether what happens to items of the batch is of use to anyone.
    public boolean isFollowed(BatchId batch) {
        return followed.containsKey(batch);
    }

    /// Some record of a partition has gone by.
    public void passed(int partition, long position) {
        if (read.getAndSet(partition, position) < 0) {
            followed.values().stream()
                    .filter(each -> each.partition() == partition)
                    .forEach(each -> each.log().passed(position));
        }
    }

    public void onEvent(long position, OfItem event) {
        BatchId batch = event.batchId();
        Followed one = followed.get(batch);
        if (one != null && one.log().take(position, event)) {
            watchers.forEach(watcher -> watcher.changed(batch, null));
        }
    }

    /// Someone begins to follow the batch's items.
    public void follow(BatchId batch) {
        followed.compute(
                batch,
                (_, known) -> {
                    Followed one = known == null ? begin(batch) : known;
                    one.groups().incrementAndGet();
                    return one;
                });
    }

    private Followed begin(BatchId batch) {
        int partition = Topics.ITEM_EVENTS.partition(batch);
        return new Followed(
                partition,
                new ItemLog(read.get(partition)),
                new AtomicInteger(),
                new AtomicReference<>(clock.instant()));
    }

    /// The one who began no longer does.
    public void leave(BatchId batch) {
        Followed one = followed.get(batch);
        if (one != null) {
            one.leftAt().set(clock.instant());
            one.groups().decrementAndGet();
        }
    }

    /// Lets go of what nobody has followed for a while; to be called now and then.
    public void trim() {
        Instant oldest = clock.instant().minus(KEEP);
        followed.keySet()
                .forEach(batch ->
                        followed.computeIfPresent(
                                batch,
                                (_, one) ->
                                        one.groups().get() == 0
                                                        && one.leftAt().get().isBefore(oldest)
                                                ? null
                                                : one));
    }

    /// Up to where the batch's items are known.
    public long newest(BatchId batch) {
        Followed one = followed.get(batch);
        return one == null ? Vector.NOTHING : one.log().newest();
    }

    public boolean hasLostWhatFollows(BatchId batch, long position) {
        Followed one = followed.get(batch);
        return one == null || one.log().hasLostWhatFollows(position);
    }

    /// Items of the batch that had not come to an end when last heard of, in the order of their
    /// newest changes.
    public List<ItemState> unfinished(BatchId batch) {
        Followed one = followed.get(batch);
        return one == null ? List.of() : one.log().unfinished();
    }

    public List<ItemState> between(BatchId batch, long seen, long upTo) {
        Followed one = followed.get(batch);
        return one == null ? List.of() : one.log().between(seen, upTo);
    }
}
