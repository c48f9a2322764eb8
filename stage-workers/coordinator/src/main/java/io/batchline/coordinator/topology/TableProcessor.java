package io.batchline.coordinator.topology;

import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.UnreadableRecordException;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps of a topic's newest values what a table needs. A value that can't be read is passed over:
/// a table that is wrong by one entry makes a window smaller or larger, and nothing else.
final class TableProcessor<V> implements Processor<String, byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(TableProcessor.class);

    private final String table;
    private final Topic<?, V> topic;
    private final Kept<V> kept;
    private @Nullable KeyValueStore<String, byte[]> store;

    TableProcessor(String table, Topic<?, V> topic, Kept<V> kept) {
        this.table = table;
        this.topic = topic;
        this.kept = kept;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(table);
    }

    @Override
    public void process(Record<String, byte[]> read) {
        KeyValueStore<String, byte[]> into = Objects.requireNonNull(store);
        byte @Nullable [] value = read.value();
        try {
            Optional<byte[]> keep =
                    value == null ? Optional.empty() : kept.of(topic.values().decode(value), value);
            keep.ifPresentOrElse(
                    bytes -> into.put(read.key(), bytes), () -> into.delete(read.key()));
        } catch (UnreadableRecordException e) {
            LOG.atError()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("key", read.key())
                    .setCause(e)
                    .log("unreadable record passed over");
        }
    }

    /// What a table keeps of a value; empty for nothing.
    @FunctionalInterface
    interface Kept<V> {
        Optional<byte[]> of(V value, byte[] bytes);
    }
}
