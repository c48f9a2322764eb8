package io.batchline.coordinator.topology;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.topic.DeadLetter;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.coordinator.decide.Timings;
import io.batchline.coordinator.live.Conductor;
import io.batchline.coordinator.live.Desk;
import io.batchline.coordinator.live.Outbox;
import io.batchline.coordinator.live.Plan;
import io.batchline.coordinator.state.Shelf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bytes in, a plan made of them, its steps taken. What can't be read, can't be true or can't be
/// planned goes to the dead letters before anything is stored.
final class CoordinatorProcessor
        implements Processor<byte[], byte[], byte[], ProducerRecord<byte[], byte[]>> {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorProcessor.class);

    /// A commit costs about this on a busy machine: asked for more often, nothing else is done.
    private static final Duration BETWEEN_COMMITS = Duration.ofMillis(50);

    private final Clock clock;
    private final Timings timings;
    private final RandomGenerator chance;
    private final Suspects suspects;
    private @Nullable ProcessorContext<byte[], ProducerRecord<byte[], byte[]>> context;
    private @Nullable Conductor conductor;
    private Instant nextCommit = Instant.MIN;
    private boolean awaited;

    CoordinatorProcessor(Clock clock, Timings timings, RandomGenerator chance, Suspects suspects) {
        this.suspects = suspects;
        this.clock = clock;
        this.timings = timings;
        this.chance = chance;
    }

    /// Called again when the task is begun anew after an aborted transaction: what was in memory is
    /// forgotten, and built from the store when it is needed first.
    @Override
    public void init(ProcessorContext<byte[], ProducerRecord<byte[], byte[]>> given) {
        context = given;
        conductor = null;
        given.schedule(timings.tick(), PunctuationType.WALL_CLOCK_TIME, _ -> tick());
    }

    private void tick() {
        conductor().tick();
        commitIfAwaited();
    }

    private Conductor conductor() {
        Conductor leading = conductor;
        if (leading == null) {
            var given = Objects.requireNonNull(context);
            Shelf shelf = new Shelf(given.getStateStore(Shelf.STORE));
            ClusterTables view = ClusterTables.in(given);
            leading = new Conductor(new Desk(shelf, this::send, view, clock, chance, timings));
            conductor = leading;
        }
        return leading;
    }

    @Override
    public void process(Record<byte[], byte[]> read) {
        Conductor leading = conductor();
        leading.read(Instant.ofEpochMilli(read.timestamp()));
        RecordMetadata from = Objects.requireNonNull(context).recordMetadata().orElseThrow();
        Plan plan =
                suspects.why(from)
                        .<Plan>map(Plan.Refused::new)
                        .orElseGet(() -> planned(leading, from.topic(), read));
        switch (plan) {
            case Plan.Nothing() -> {}
            case Plan.Steps(Runnable steps) -> take(steps, from);
            case Plan.Refused(String why) -> bury(read, from, why);
        }
        commitIfAwaited();
    }

    private void take(Runnable steps, RecordMetadata from) {
        try {
            steps.run();
        } catch (KafkaException e) {
            // Of the broker or of Streams, not of the record.
            throw e;
        } catch (RuntimeException e) {
            suspects.add(from, e);
            throw e;
        }
    }

    // The rim: whatever a record makes fail here, nothing has been touched, and the partition goes
    // on.
    @SuppressWarnings("CatchingUnchecked")
    private static Plan planned(Conductor leading, String topic, Record<byte[], byte[]> read) {
        try {
            return plan(leading, topic, read);
        } catch (UnreadableRecordException e) {
            return new Plan.Refused(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("topic", topic).setCause(e).log("record can't be planned");
            return new Plan.Refused("can't be planned: " + e);
        }
    }

    private static Plan plan(Conductor leading, String topic, Record<byte[], byte[]> read)
            throws UnreadableRecordException {
        if (topic.equals(Topics.ITEM_EVENTS.name())) {
            var event = value(Topics.ITEM_EVENTS, read, it -> it.batchId());
            return leading.plan(event);
        }
        if (topic.equals(Topics.ITEMS.name())) {
            var found = value(Topics.ITEMS, read, it -> it.batchId());
            return leading.plan(found, read.value().length);
        }
        if (topic.equals(Topics.STAGE_EVENTS.name())) {
            var event = value(Topics.STAGE_EVENTS, read, it -> it.key().batchId());
            return leading.plan(event);
        }
        if (topic.equals(Topics.BATCH_COMMANDS.name())) {
            var command = value(Topics.BATCH_COMMANDS, read, it -> it.batchId());
            return leading.plan(command, read.value().length);
        }
        throw new IllegalStateException("topic %s is not ours".formatted(topic));
    }

    private static <V> V value(
            Topic<BatchId, V> topic, Record<byte[], byte[]> read, Function<V, BatchId> batchOf)
            throws UnreadableRecordException {
        byte @Nullable [] key = read.key();
        byte @Nullable [] bytes = read.value();
        if (key == null || bytes == null) {
            throw new UnreadableRecordException(
                    "a record without %s".formatted(key == null ? "a key" : "a value"),
                    new NullPointerException());
        }
        BatchId id = topic.keys().decode(key);
        V value = topic.values().decode(bytes);
        if (!id.equals(batchOf.apply(value))) {
            throw new UnreadableRecordException(
                    "the key says batch %s, the value %s".formatted(id, batchOf.apply(value)),
                    new IllegalArgumentException());
        }
        return value;
    }

    private void bury(Record<byte[], byte[]> read, RecordMetadata from, String why) {
        LOG.atError()
                .addKeyValue("topic", from.topic())
                .addKeyValue("partition", from.partition())
                .addKeyValue("offset", from.offset())
                .addKeyValue("why", why)
                .log("record became a dead letter");
        send(DeadLetter.keeping(lying(read, from), why, clock.instant()), Outbox.Hurry.AT_ONCE);
    }

    private static ConsumerRecord<byte[], byte[]> lying(
            Record<byte[], byte[]> read, RecordMetadata from) {
        return new ConsumerRecord<>(
                from.topic(),
                from.partition(),
                from.offset(),
                read.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                read.key(),
                read.value(),
                read.headers(),
                Optional.empty());
    }

    private void send(ProducerRecord<byte[], byte[]> written, Outbox.Hurry hurry) {
        var given = Objects.requireNonNull(context);
        long at = Objects.requireNonNull(written.timestamp());
        given.forward(new Record<>(written.key(), written, at, written.headers()));
        awaited |= hurry == Outbox.Hurry.AT_ONCE;
    }

    private void commitIfAwaited() {
        Instant now = clock.instant();
        if (awaited && !now.isBefore(nextCommit)) {
            awaited = false;
            nextCommit = now.plus(BETWEEN_COMMITS);
            Objects.requireNonNull(context).commit();
        }
    }
}
