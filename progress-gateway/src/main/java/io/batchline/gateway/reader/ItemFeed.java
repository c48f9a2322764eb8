package io.batchline.gateway.reader;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.gateway.hub.ItemBoard;
import io.batchline.reader.RecordListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What happens to items, for who follows them. Of all other batches no more than the key is read:
/// there are many such events.
final class ItemFeed implements RecordListener {
    private final ItemBoard items;
    private final Feed<BatchId, ItemEvent> feed;

    ItemFeed(ItemBoard items) {
        this.items = items;
        this.feed = new Feed<>(Topics.ITEM_EVENTS, itemsTo(items));
    }

    static Feed.Taker<BatchId, ItemEvent> itemsTo(ItemBoard items) {
        return (position, _, event) -> {
            // A heartbeat says nothing new of an item.
            if (event instanceof ItemEvent.OfItem ofItem) {
                items.onEvent(position, ofItem);
            }
        };
    }

    @Override
    public void onRecord(ConsumerRecord<byte[], byte[]> record) {
        items.passed(record.partition(), record.offset());
        if (isFollowed(record.key())) {
            feed.onRecord(record);
        }
    }

    private boolean isFollowed(byte[] key) {
        try {
            return items.isFollowed(Topics.ITEM_EVENTS.keys().decode(key));
        } catch (UnreadableRecordException _) {
            // Nobody follows what has no name; the coordinator tells of it.
            return false;
        }
    }
}
