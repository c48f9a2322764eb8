package io.batchline.reader;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the reader's thread does with a consumer: one poll after the other, and now and then a look
/// at the ends of the partitions. Its state outlives the consumer.
final class ReadLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ReadLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ASK_ENDS_EVERY = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final List<TopicPartition> partitions;
    private final RecordListener listener;
    private final Clock clock;
    private final Positions positions;
    private final Gathering gathering = new Gathering();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private Map<TopicPartition, Long> ends = Map.of();
    private final Instant begunAt;
    private Instant endsAskedAt;
    private volatile Instant heardAt;
    private volatile long behind;

    ReadLoop(
            List<TopicPartition> partitions,
            Positions positions,
            RecordListener listener,
            Clock clock) {
        this.partitions = partitions;
        this.positions = positions;
        this.listener = listener;
        this.clock = clock;
        this.begunAt = clock.instant();
        this.heardAt = begunAt;
        this.endsAskedAt = heardAt;
    }

    void begin(Consumer<byte[], byte[]> consumer) {
        consumer.assign(partitions);
        positions.seek(consumer);
        ends = consumer.endOffsets(partitions, ANSWER_WITHIN);
        heard();
    }

    void once(Consumer<byte[], byte[]> consumer) {
        var records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            deliver(record);
        }
        if (!records.isEmpty()) {
            heardAt = clock.instant();
        }
        if (!isCaughtUp()) {
            catchUp(consumer);
        } else if (endsAskedAt.plus(ASK_ENDS_EVERY).isBefore(clock.instant())) {
            askEnds(consumer);
        }
        if (isCaughtUp()) {
            // A close waits no longer than this.
            LockSupport.parkNanos(
                    this, gathering.after(records.count(), System.nanoTime()).toNanos());
        }
    }

    /// What a listener throws at is its bug with this one record: said with the position, and the
    /// others go on.
    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        try {
            listener.onRecord(record);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("record passed over: its listener failed");
        }
        positions.delivered(
                new TopicPartition(record.topic(), record.partition()), record.offset());
    }

    private void catchUp(Consumer<byte[], byte[]> consumer) {
        behind = Positions.behind(consumer, ends);
        if (behind == 0) {
            caughtUp.countDown();
            LOG.atInfo()
                    .addKeyValue("partitions", partitions.size())
                    .addKeyValue("millis", Duration.between(begunAt, clock.instant()).toMillis())
                    .log("topics are read in");
        }
    }

    /// A poll says nothing of a broker that is away; this does.
    private void askEnds(Consumer<byte[], byte[]> consumer) {
        endsAskedAt = clock.instant();
        try {
            behind = Positions.behind(consumer, consumer.endOffsets(partitions, ANSWER_WITHIN));
            heard();
        } catch (TimeoutException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("broker does not answer");
        }
    }

    private void heard() {
        heardAt = clock.instant();
        endsAskedAt = heardAt;
    }

    boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    ReaderHealth health() {
        return new ReaderHealth(isCaughtUp(), heardAt, behind);
    }
}
