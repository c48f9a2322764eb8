package io.batchline.reader;

import io.batchline.contract.topic.Topic;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all partitions of some topics from the beginning and then follows them, without a group.
///
/// Each committed record is delivered once, in order within its partition, on one thread. When the
/// connection breaks the reader goes on where it was, after a growing pause, for as long as it is
/// open.
public final class TopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final KafkaConnection connection;
    private final String name;
    private final ReadLoop loop;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Backoff backoff = new Backoff();
    private final Thread thread;
    private volatile @Nullable Consumer<?, ?> current;

    private TopicReader(KafkaConnection connection, String name, ReadLoop loop) {
        this.connection = connection;
        this.name = name;
        this.loop = loop;
        this.thread = Thread.ofPlatform().name("topic-reader-" + name).unstarted(this::run);
    }

    /// Starts reading at once.
    ///
    /// @param name says in logs and to the broker who reads
    public static TopicReader start(
            KafkaConnection connection,
            String name,
            Collection<? extends Topic<?, ?>> topics,
            RecordListener listener,
            Clock clock) {
        return start(connection, name, topics, List.of(), listener, clock);
    }

    /// The same with some topics of which only what comes from now on is read.
    public static TopicReader start(
            KafkaConnection connection,
            String name,
            Collection<? extends Topic<?, ?>> topics,
            Collection<? extends Topic<?, ?>> fromNow,
            RecordListener listener,
            Clock clock) {
        Set<TopicPartition> atEnd =
                fromNow.stream().flatMap(TopicReader::partitionsOf).collect(Collectors.toSet());
        List<TopicPartition> partitions =
                Stream.concat(topics.stream(), fromNow.stream())
                        .flatMap(TopicReader::partitionsOf)
                        .toList();
        return start(
                connection, name, new ReadLoop(partitions, new Positions(atEnd), listener, clock));
    }

    /// Reads only the partition of one key: the listener sees the other keys of it too.
    public static <K> TopicReader startAt(
            KafkaConnection connection,
            String name,
            Topic<K, ?> topic,
            K key,
            RecordListener listener,
            Clock clock) {
        var partition = new TopicPartition(topic.name(), topic.partition(key));
        return start(
                connection,
                name,
                new ReadLoop(List.of(partition), new Positions(Set.of()), listener, clock));
    }

    private static TopicReader start(KafkaConnection connection, String name, ReadLoop loop) {
        var reader = new TopicReader(connection, name, loop);
        reader.thread.start();
        return reader;
    }

    private static Stream<TopicPartition> partitionsOf(Topic<?, ?> topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(number -> new TopicPartition(topic.name(), number));
    }

    /// Whether everything that was in the topics at the start has been delivered. Stays true.
    public boolean isCaughtUp() {
        return loop.isCaughtUp();
    }

    /// Waits until [#isCaughtUp].
    ///
    /// @return false when that took longer
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return loop.awaitCaughtUp(atMost);
    }

    public ReaderHealth health() {
        return loop.health();
    }

    private void run() {
        while (!isStopping()) {
            try {
                readUntilBroken();
            } catch (WakeupException | InterruptException e) {
                LOG.atDebug().addKeyValue("reader", name).log("topic reader woken to end");
                return;
            } catch (RuntimeException e) {
                LOG.atError()
                        .addKeyValue("reader", name)
                        .setCause(e)
                        .log("topic reader starts anew after an error");
                pause(backoff.next());
            }
        }
    }

    private void readUntilBroken() {
        var consumer =
                new KafkaConsumer<byte[], byte[]>(
                        ClientProperties.reader(connection, "reader-" + name));
        try {
            current = consumer;
            loop.begin(consumer);
            while (!isStopping()) {
                loop.once(consumer);
                backoff.worked();
            }
        } finally {
            current = null;
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void pause(Duration howLong) {
        try {
            boolean stopped = stop.await(howLong.toMillis(), TimeUnit.MILLISECONDS);
            LOG.atDebug().addKeyValue("stopped", stopped).log("topic reader has paused");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    /// Ends the thread; nothing is delivered after this has returned, unless the listener itself
    /// hangs.
    @Override
    public void close() {
        stop.countDown();
        Consumer<?, ?> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.atWarn().addKeyValue("reader", name).log("topic reader does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
