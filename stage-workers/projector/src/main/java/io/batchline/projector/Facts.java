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
    private final List<Batch> states = new ArrayList<>();
    private final Set<BatchId> deleted = new LinkedHashSet<>();

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
            BatchId id = Topics.BATCHES.keys().decode(record.key());
            if (value == null) {
                batches.remove(id);
                deleted.add(id);
            } else {
                Batch batch = Topics.BATCHES.values().decode(value);
                batches.put(id, batch);
                states.add(batch);
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

    /// Every word on each batch, in their order: one may tell of an end that the next has undone.
    List<Batch> states() {
        return states;
    }

    /// Batches of which nothing is to be kept, by the coordinator's last word on them.
    Set<BatchId> deleted() {
        return deleted;
    }

    /// The same without what is said of these batches.
    Facts without(Set<BatchId> gone) {
        var facts = new Facts();
        found.stream().filter(fact -> !gone.contains(fact.batchId())).forEach(facts.found::add);
        happened.stream()
                .filter(fact -> !gone.contains(fact.batchId()))
                .forEach(facts.happened::add);
        states.stream()
                .filter(batch -> !gone.contains(batch.definition().batchId()))
                .forEach(facts.states::add);
        batches.forEach((id, batch) -> {
            if (!gone.contains(id)) {
                facts.batches.put(id, batch);
            }
        });
        return facts;
    }

    boolean isEmpty() {
        return found.isEmpty() && happened.isEmpty() && batches.isEmpty() && deleted.isEmpty();
    }

    /// Every batch that is spoken of, in an order that all agree on.
    Set<String> batchIds() {
        var ids = new TreeSet<String>();
        found.forEach(fact -> ids.add(fact.batchId().value()));
        happened.forEach(fact -> ids.add(fact.batchId().value()));
        batches.keySet().forEach(id -> ids.add(id.value()));
        deleted.forEach(id -> ids.add(id.value()));
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
