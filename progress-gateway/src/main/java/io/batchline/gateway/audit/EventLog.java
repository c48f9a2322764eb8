package io.batchline.gateway.audit;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.kafka.KafkaConnection;
import io.batchline.reader.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folds the events of a batch's items again, from the oldest that the topic still has.
public final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private final BatchId batch;
    private final Map<Integer, Newest> items = new HashMap<>();

    EventLog(BatchId batch) {
        this.batch = batch;
    }

    /// How the batch's items ended, for those that the log knows to have ended.
    ///
    /// @return empty when the log could not be read in this time
    public static Optional<Map<Integer, KnownItems.State>> read(
            KafkaConnection kafka, BatchId batch, Duration atMost, Clock clock)
            throws InterruptedException {
        var log = new EventLog(batch);
        try (var reader =
                TopicReader.startAt(
                        kafka, "audit-" + batch, Topics.ITEM_EVENTS, batch, log::take, clock)) {
            return reader.awaitCaughtUp(atMost) ? Optional.of(log.ended()) : Optional.empty();
        }
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (Topics.ITEM_EVENTS.keys().decode(record.key()).equals(batch)) {
                take(Topics.ITEM_EVENTS.values().decode(record.value()));
            }
        } catch (UnreadableRecordException e) {
            // The coordinator has made a dead letter of it; it told nobody anything.
            LOG.atDebug()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("unreadable event passed over");
        }
    }

    synchronized void take(ItemEvent event) {
        if (event instanceof ItemEvent.OfItem of) {
            var told = new Newest(of.run(), end(of));
            items.merge(of.run().index(), told, Newest::and);
        }
    }

    synchronized Map<Integer, KnownItems.State> ended() {
        var ended = new HashMap<Integer, KnownItems.State>();
        items.forEach((index, newest) -> newest.end().ifPresent(how -> ended.put(index, how)));
        return ended;
    }

    private static Optional<KnownItems.State> end(ItemEvent.OfItem event) {
        return switch (event) {
            case ItemEvent.Failed failed when failed.lastAttempt() ->
                    Optional.of(KnownItems.State.FAILED);
            case ItemEvent.Succeeded succeeded -> end(succeeded.result());
            case ItemEvent.Failed _, ItemEvent.Started _, ItemEvent.Phase _, ItemEvent.Returned _ ->
                    Optional.empty();
        };
    }

    private static Optional<KnownItems.State> end(ItemResult result) {
        return switch (result) {
            case ItemResult.Row _, ItemResult.StoredRow _, ItemResult.Separator _ ->
                    Optional.of(KnownItems.State.SUCCEEDED);
            case ItemResult.Grouped _, ItemResult.Ungrouped _ -> Optional.empty();
        };
    }

    /// What the newest run of an item came to. The first end of a run counts.
    private record Newest(ItemRun run, Optional<KnownItems.State> end) {
        Newest and(Newest later) {
            if (later.run.run() != run.run()) {
                return later.run.run() > run.run() ? later : this;
            }
            return end.isPresent() ? this : later;
        }
    }
}
