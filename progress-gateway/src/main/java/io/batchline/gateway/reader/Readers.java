package io.batchline.gateway.reader;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressKey;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.worker.WorkerInfo;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.Crew;
import io.batchline.kafka.KafkaConnection;
import io.batchline.reader.ReaderHealth;
import io.batchline.reader.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The gateway's readers: one per topic, so that what lags shows which.
public final class Readers implements AutoCloseable {
    private final List<TopicReader> all;

    private Readers(List<TopicReader> all) {
        this.all = all;
    }

    /// Starts reading `batches`, `progress` and `workers` from their beginnings.
    public static Readers start(KafkaConnection connection, Board board, Crew crew, Clock clock) {
        var batches = new Feed<>(Topics.BATCHES, batchesTo(board));
        var progress = new Feed<>(Topics.PROGRESS, progressTo(board));
        var workers = new Feed<>(Topics.WORKERS, workersTo(crew));
        return new Readers(
                List.of(
                        reader(connection, Topics.BATCHES, batches, clock),
                        reader(connection, Topics.PROGRESS, progress, clock),
                        reader(connection, Topics.WORKERS, workers, clock)));
    }

    private static TopicReader reader(
            KafkaConnection connection, Topic<?, ?> topic, Feed<?, ?> feed, Clock clock) {
        return TopicReader.start(
                connection, "gateway-" + topic.name(), List.of(topic), feed, clock);
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

    /// Headlines only: a worker's own counts are not for the stream. What deletes a headline
    /// deletes the batch, of which this may be all that was read.
    static Feed.Taker<ProgressKey, Progress> progressTo(Board board) {
        return (position, key, progress) -> {
            if (progress == null) {
                board.forgetUnspokenOf(key.batchId());
            } else if (key.worker() == null) {
                board.onProgress(position, progress);
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
        return all.stream().allMatch(TopicReader::isCaughtUp);
    }

    /// Waits until [#areCaughtUp].
    ///
    /// @return false when that took longer
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (TopicReader reader : all) {
            if (!reader.awaitCaughtUp(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                return false;
            }
        }
        return true;
    }

    /// Whether the broker has answered lately.
    public boolean hearTheBroker(Instant now) {
        return all.stream().map(TopicReader::health).allMatch(health -> health.isBrokerThere(now));
    }

    /// Positions that are written and not read yet, over all topics.
    public long behind() {
        return all.stream().map(TopicReader::health).mapToLong(ReaderHealth::behind).sum();
    }

    @Override
    public void close() {
        all.forEach(TopicReader::close);
    }
}
