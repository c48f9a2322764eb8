package io.batchline.gateway.reader;

import static java.util.Objects.requireNonNull;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.worker.WorkerInfo;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.Crew;
import io.batchline.gateway.hub.ItemBoard;
import io.batchline.kafka.KafkaConnection;
import io.batchline.reader.RecordListener;
import io.batchline.reader.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the gateway reads, on one thread: what is known of batches and workers from its beginning,
/// what happens to items from now on.
public final class Readers implements AutoCloseable {
    private final TopicReader reader;

    private Readers(TopicReader reader) {
        this.reader = reader;
    }

    /// Starts reading.
    public static Readers start(
            KafkaConnection connection, Board board, ItemBoard items, Crew crew, Clock clock) {
        Map<String, RecordListener> feeds =
                Map.of(
                        Topics.BATCHES.name(), new Feed<>(Topics.BATCHES, batchesTo(board)),
                        Topics.PROGRESS.name(), new ProgressFeed(board),
                        Topics.WORKERS.name(), new Feed<>(Topics.WORKERS, workersTo(crew)),
                        Topics.ITEM_EVENTS.name(), new ItemFeed(items));
        return new Readers(
                TopicReader.start(
                        connection,
                        "gateway",
                        List.of(Topics.BATCHES, Topics.PROGRESS, Topics.WORKERS),
                        List.of(Topics.ITEM_EVENTS),
                        record -> requireNonNull(feeds.get(record.topic())).onRecord(record),
                        clock));
    }

    static Feed.Taker<BatchId, Batch> batchesTo(Board board) {
        return (_, id, batch) -> {
            if (batch == null) {
                board.forget(id);
            } else {
                board.onSnapshot(batch);
            }
        };
    }

    static Feed.Taker<WorkerId, WorkerInfo> workersTo(Crew crew) {
        return (_, id, info) -> {
            if (info == null) {
                crew.onGone(id);
            } else {
                crew.onAnnounced(info);
            }
        };
    }

    /// Whether everything that was in the topics at the start has been read.
    public boolean areCaughtUp() {
        return reader.isCaughtUp();
    }

    /// Waits until [#areCaughtUp].
    ///
    /// @return false when that took longer
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return reader.awaitCaughtUp(atMost);
    }

    /// Whether the broker has answered lately.
    public boolean hearTheBroker(Instant now) {
        return reader.health().isBrokerThere(now);
    }

    /// Positions that are written and not read yet, over all topics.
    public long behind() {
        return reader.health().behind();
    }

    @Override
    public void close() {
        reader.close();
    }
}
