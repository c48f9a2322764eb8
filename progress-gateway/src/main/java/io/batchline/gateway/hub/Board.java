package io.batchline.gateway.hub;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// The newest of every batch. Told by one thread, asked by any; telling never waits for a viewer.
public final class Board {
    private final ConcurrentHashMap<BatchId, BatchChannel> channels = new ConcurrentHashMap<>();
    private final RecentBatches followed = new RecentBatches();
    private final AtomicLongArray read = new AtomicLongArray(Topics.BATCH_PARTITIONS);
    private final AtomicLong announced = new AtomicLong(Vector.NOTHING);
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Sharing sharing = new Sharing();
    private final Clock clock;

    public Board(Clock clock) {
        this.clock = clock;
        for (int i = 0; i < read.length(); i++) {
            read.set(i, Vector.NOTHING);
        }
    }

    /// From now on this one is told what has changed.
    public void tell(Watcher watcher) {
        watchers.add(watcher);
    }

    /// Takes a progress event at its position in the topic. One that comes too late or again
    /// changes nothing.
    public void onProgress(long position, Progress progress) {
        BatchId batch = progress.batchId();
        BatchChannel channel = channel(batch);
        boolean isNews = channel.onProgress(position, progress, clock.instant());
        // After the event itself: who reads this number finds all that it covers.
        read.accumulateAndGet(channel.partition(), position, Math::max);
        if (isNews) {
            followed.onChange(channel, clock.instant());
            watchers.forEach(watcher -> watcher.changed(batch, channel.tenant()));
        }
    }

    /// Takes the coordinator's newest word on a batch.
    public void onSnapshot(Batch batch) {
        BatchId id = batch.definition().batchId();
        BatchChannel channel = channel(id);
        boolean isNew = channel.tenant() == null;
        channel.onSnapshot(sharing.of(batch));
        followed.onChange(channel, clock.instant());
        if (isNew) {
            channel.announce(announced.get() + 1);
            // After the batch itself, as with positions.
            announced.incrementAndGet();
            TenantId tenant = batch.definition().tenant();
            watchers.forEach(watcher -> watcher.changed(id, tenant));
        }
    }

    /// The batch was deleted: whoever watches it is sent away.
    public void forget(BatchId batch) {
        BatchChannel channel = channels.remove(batch);
        if (channel != null) {
            followed.forget(channel);
        }
        watchers.forEach(watcher -> watcher.gone(batch));
    }

    /// A headline of the batch was deleted. Where the coordinator's own word came first the batch
    /// is forgotten already, and its older headlines must not bring it back.
    public void forgetUnspokenOf(BatchId batch) {
        BatchChannel channel = channels.get(batch);
        if (channel != null && channel.view().snapshot() == null) {
            forget(batch);
        }
    }

    public Optional<BatchView> find(BatchId batch) {
        return Optional.ofNullable(channels.get(batch))
                .map(BatchChannel::view)
                .filter(view -> !view.isEmpty());
    }

    /// Batches of the tenant of which the coordinator last said one of these, in no order.
    ///
    /// @param most it looks no further
    public List<BatchId> find(TenantId tenant, Set<BatchStatus> statuses, int most) {
        return channels.values().stream()
                .map(channel -> channel.view().snapshot())
                .filter(Objects::nonNull)
                .filter(batch -> statuses.contains(batch.status()))
                .filter(batch -> batch.definition().tenant().equals(tenant))
                .map(batch -> batch.definition().batchId())
                .limit(most)
                .toList();
    }

    /// Every batch that the coordinator has spoken of, in no order.
    public List<Batch> snapshots() {
        return channels.values().stream()
                .map(channel -> channel.view().snapshot())
                .filter(Objects::nonNull)
                .toList();
    }

    /// Up to where `progress` has been read.
    public Vector read() {
        long[] positions = new long[read.length()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = read.get(i);
        }
        return Vector.of(positions);
    }

    /// How many batches have become known to be some tenant's, less one.
    public long announced() {
        return announced.get();
    }

    /// Of a tenant's batches that go on or have ended within the hour: what someone who watches all
    /// of them gets.
    public Page page(TenantId tenant) {
        Instant now = clock.instant();
        return Page.of(
                followed.of(tenant).stream()
                        .filter(channel -> channel.isRecent(now))
                        .map(Board::part)
                        .toList());
    }

    private static Page.Part part(BatchChannel channel) {
        BatchView view = channel.view();
        Batch snapshot = view.snapshot();
        return new Page.Part(
                channel.partition(),
                snapshot == null ? "" : snapshot.definition().labels().items(),
                view.history(),
                channel.nothingYet().orElse(null),
                channel.announced());
    }

    /// Lets go of events that have become too old; to be called now and then.
    public void trim() {
        Instant now = clock.instant();
        channels.values().forEach(channel -> channel.trim(now));
        followed.trim(now);
    }

    private BatchChannel channel(BatchId batch) {
        return channels.computeIfAbsent(batch, BatchChannel::new);
    }
}
