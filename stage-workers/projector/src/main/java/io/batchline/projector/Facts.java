package io.batchline.projector;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What the records of one poll say, sorted by what it is about. Heartbeats say nothing here.
final class Facts {
    private final List<ItemFound> found = new ArrayList<>();
    private final List<ItemEvent.OfItem> happened = new ArrayList<>();
    private final Map<BatchId, Batch> batches = new LinkedHashMap<>();

    /// Of a record that was read before: what was unreadable then says nothing now.
    static Facts of(ConsumerRecord<byte[], byte[]> record) {
        var facts = new Facts();
        try {
            facts.add(record);
        } catch (UnreadableRecordException _) {
            return facts;
        }
        return facts;
    }

    void add(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        byte[] value = record.value();
        if (record.topic().equals(Topics.BATCHES.name())) {
            // A tombstone says that the batch is deleted, and with it everything kept of it.
            if (value != null) {
                Batch batch = Topics.BATCHES.values().decode(value);
                batches.put(batch.definition().batchId(), batch);
            }
        } else if (value == null) {
            throw new UnreadableRecordException(
                    "a record without a value", new IllegalArgumentException("null"));
        } else if (record.topic().equals(Topics.ITEMS.name())) {
            found.add(Topics.ITEMS.values().decode(value));
        } else {
            add(Topics.ITEM_EVENTS.values().decode(value));
        }
    }

    private void add(ItemEvent event) {
        switch (event) {
            case ItemEvent.OfItem ofItem -> happened.add(ofItem);
            case ItemEvent.Heartbeat _ -> {}
        }
    }

    List<ItemFound> found() {
        return found;
    }

    List<ItemEvent.OfItem> happened() {
        return happened;
    }

    /// The newest word on each batch.
    Map<BatchId, Batch> batches() {
        return batches;
    }

    boolean isEmpty() {
        return found.isEmpty() && happened.isEmpty() && batches.isEmpty();
    }

    /// Every batch that is spoken of, in an order that all agree on.
    Set<String> batchIds() {
        var ids = new TreeSet<String>();
        found.forEach(fact -> ids.add(fact.batchId().value()));
        happened.forEach(fact -> ids.add(fact.batchId().value()));
        batches.keySet().forEach(id -> ids.add(id.value()));
        return ids;
    }

    /// Every item that is spoken of.
    Set<ItemRow.Key> items() {
        var keys = new LinkedHashSet<ItemRow.Key>();
        found.forEach(fact -> keys.add(new ItemRow.Key(fact.batchId(), fact.item().index())));
        happened.forEach(fact -> keys.add(new ItemRow.Key(fact.batchId(), fact.run().index())));
        return keys;
    }
}
