package io.batchline.stage;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.kafka.KafkaConnection;
import io.batchline.reader.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the coordinator says of the batches, as far as workers care: those that go on, and which
/// were cancelled. Reads all of `batches` in the background; any thread may ask.
public final class BatchBoard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchBoard.class);

    private final Map<BatchId, Batch> alive = new ConcurrentHashMap<>();
    private final Set<BatchId> halted = ConcurrentHashMap.newKeySet();
    private @Nullable TopicReader reader;

    BatchBoard() {}

    static BatchBoard start(KafkaConnection kafka, String name, Clock clock) {
        var board = new BatchBoard();
        board.reader =
                TopicReader.start(kafka, name, List.of(Topics.BATCHES), board::onRecord, clock);
        return board;
    }

    /// A batch that has begun and has not ended, as last said.
    public Optional<Batch> alive(BatchId batch) {
        return Optional.ofNullable(alive.get(batch));
    }

    /// Whether nothing of the batch may go on: it is being cancelled, or it has ended otherwise
    /// than completed.
    boolean isHalted(BatchId batch) {
        return halted.contains(batch);
    }

    /// Whether a task that was claimed may begin: its batch goes on, and still wants it as it was
    /// released.
    boolean mayBegin(Task task) {
        Batch batch = alive.get(task.batchId());
        boolean heldBack =
                batch != null
                        && (batch.status() == BatchStatus.PAUSED || !task.isAsReleased(batch));
        return !heldBack && !isHalted(task.batchId());
    }

    boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return reader != null && reader.awaitCaughtUp(atMost);
    }

    private void onRecord(ConsumerRecord<byte[], byte[]> record) {
        try {
            BatchId id = Topics.BATCHES.keys().decode(record.key());
            if (record.value() == null) {
                alive.remove(id);
                halted.add(id);
            } else {
                noted(Topics.BATCHES.values().decode(record.value()));
            }
        } catch (UnreadableRecordException e) {
            // The coordinator's next word on the batch comes under the same key; until then the
            // last readable one stands.
            LOG.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("unreadable batch passed over");
        }
    }

    void noted(Batch batch) {
        BatchId id = batch.definition().batchId();
        switch (batch.status()) {
            case PROCESSING, PAUSED -> {
                alive.put(id, batch);
                halted.remove(id);
            }
            case CANCELLING -> {
                alive.put(id, batch);
                halted.add(id);
            }
            case FAILED, CANCELLED -> {
                alive.remove(id);
                halted.add(id);
            }
            // Nothing of one that waits for its source is for workers, and there may be very many.
            case PENDING, UPLOADING, COMPLETED -> {
                alive.remove(id);
                halted.remove(id);
            }
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
