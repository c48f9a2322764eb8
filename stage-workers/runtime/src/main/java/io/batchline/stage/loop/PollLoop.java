package io.batchline.stage.loop;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A consumer of a group on a thread of its own, polling without a break for as long as it is open.
/// An error ends the consumer, never the loop: it goes on with a new one after a pause, and says so
/// in [#failure] until then.
public final class PollLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration QUIET_WITHIN = Duration.ofMillis(1500);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(1);
    private static final Duration END_WITHIN = Duration.ofSeconds(4);

    private final String name;
    private final Set<String> topics;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final LoopWork work;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    private PollLoop(
            String name,
            Set<String> topics,
            Supplier<Consumer<byte[], byte[]>> consumers,
            LoopWork work) {
        this.name = name;
        this.topics = Set.copyOf(topics);
        this.consumers = consumers;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /// Starts polling at once.
    public static PollLoop start(
            String name,
            Set<String> topics,
            Supplier<Consumer<byte[], byte[]>> consumers,
            LoopWork work) {
        var loop = new PollLoop(name, topics, consumers, work);
        loop.thread.start();
        return loop;
    }

    public String name() {
        return name;
    }

    /// Why the loop does not work at the moment; null while it does. For any thread.
    public @Nullable RuntimeException failure() {
        return failure;
    }

    private void run() {
        while (!isStopping()) {
            try {
                pollUntilBroken();
            } catch (InterruptException _) {
                // The client has restored the flag; someone wants this thread to end at once.
                return;
            } catch (RuntimeException e) {
                failure = e;
                LOG.atError()
                        .addKeyValue("loop", name)
                        .setCause(e)
                        .log("loop goes on with a new consumer after an error");
                pause();
            }
        }
    }

    private void pollUntilBroken() {
        Consumer<byte[], byte[]> consumer = consumers.get();
        try {
            consumer.subscribe(topics, new Moves());
            work.connected(consumer::wakeup);
            while (!isStopping()) {
                once(consumer);
                failure = null;
            }
            endQuietly(consumer);
        } finally {
            leave(consumer);
        }
    }

    /// The answers of last commits still come while the consumer closes; after that none does.
    private void leave(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
        } finally {
            work.disconnected();
        }
    }

    private void once(Consumer<byte[], byte[]> consumer) {
        for (var record : poll(consumer)) {
            work.received(record);
        }
        step(consumer);
        hold(consumer, work.full());
    }

    private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer) {
        try {
            return consumer.poll(work.patience());
        } catch (WakeupException _) {
            // A step is due; what the poll would have brought comes with the next.
            return ConsumerRecords.empty();
        }
    }

    private void step(Consumer<byte[], byte[]> consumer) {
        work.step((offsets, answer) ->
                consumer.commitAsync(offsets, (_, exception) -> answer.answered(exception)));
    }

    /// Pauses and resumes so that exactly the full partitions are paused. A rebalance forgets
    /// pauses, so the consumer is asked each time.
    private static void hold(Consumer<byte[], byte[]> consumer, Set<TopicPartition> full) {
        var toPause = new HashSet<>(full);
        toPause.retainAll(consumer.assignment());
        var toResume = new HashSet<>(consumer.paused());
        toResume.removeAll(toPause);
        toPause.removeAll(consumer.paused());
        if (!toPause.isEmpty()) {
            consumer.pause(toPause);
        }
        if (!toResume.isEmpty()) {
            consumer.resume(toResume);
        }
    }

    private void endQuietly(Consumer<byte[], byte[]> consumer) {
        work.stop();
        long deadline = System.nanoTime() + QUIET_WITHIN.toNanos();
        while (!work.isQuiet() && System.nanoTime() < deadline) {
            consumer.pause(consumer.assignment());
            for (var record : poll(consumer)) {
                LOG.atDebug()
                        .addKeyValue("loop", name)
                        .addKeyValue("offset", record.offset())
                        .log("record left to the next member");
            }
            step(consumer);
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            boolean stopped = stop.await(PAUSE_AFTER_ERROR.toMillis(), TimeUnit.MILLISECONDS);
            LOG.atDebug().addKeyValue("stopped", stopped).log("loop has paused");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    /// Asks the loop to end and returns at once. For any thread.
    public void initiateClose() {
        stop.countDown();
    }

    /// Ends the loop: nothing more is taken up, and the member leaves its group.
    @Override
    public void close() {
        initiateClose();
        try {
            if (!thread.join(END_WITHIN)) {
                LOG.atWarn().addKeyValue("loop", name).log("loop does not end in time");
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Tells the work which partitions move away.
    private final class Moves implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            LOG.atDebug()
                    .addKeyValue("loop", name)
                    .addKeyValue("partitions", assigned)
                    .log("partitions came");
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            work.gone(revoked);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            onPartitionsRevoked(lost);
        }
    }
}
