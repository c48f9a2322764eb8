package io.batchline.gateway.hub;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.Progress;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The newest of every batch. Told by one thread, asked by any; telling never waits for a viewer.
public final class Board implements AutoCloseable {
    private final ConcurrentHashMap<BatchId, BatchChannel> channels = new ConcurrentHashMap<>();
    private final Sharing sharing = new Sharing();
    private final Clock clock;
    private volatile boolean closed;

    public Board(Clock clock) {
        this.clock = clock;
    }

    /// Takes a progress event at its position in the topic. One that comes too late or again
    /// changes nothing.
    public void onProgress(long position, Progress progress) {
        channel(progress.batchId()).onProgress(position, progress, clock.instant());
    }

    /// Takes the coordinator's newest word on a batch.
    public void onSnapshot(Batch batch) {
        channel(batch.definition().batchId()).onSnapshot(sharing.of(batch));
    }

    /// The batch was deleted: whoever watches it is sent away.
    public void forget(BatchId batch) {
        BatchChannel channel = channels.remove(batch);
        if (channel != null) {
            channel.close();
        }
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

    /// A viewer of a batch. Nothing need be known of the batch yet: the viewer waits.
    public Viewer watch(BatchId batch, From from) {
        BatchChannel channel = channel(batch);
        if (closed) {
            channel.close();
        }
        return new Viewer(channel, from);
    }

    /// Lets go of events that have become too old; to be called now and then.
    public void trim() {
        channels.values().forEach(channel -> channel.trim(clock.instant()));
    }

    /// Sends every viewer away.
    @Override
    public void close() {
        closed = true;
        channels.values().forEach(BatchChannel::close);
    }

    private BatchChannel channel(BatchId batch) {
        return channels.computeIfAbsent(batch, _ -> new BatchChannel());
    }
}
