package io.batchline.testkit;

import static org.awaitility.Awaitility.await;

import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.kafka.KafkaConnection;
import io.batchline.kafka.TopicLeaders;
import io.batchline.kafka.TopicSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/// Topics for tests, there when a method returns.
public final class TestTopics {
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private TestTopics() {}

    /// All declared topics.
    public static void ensureAll(KafkaConnection connection) {
        try {
            TopicSetup.ensure(connection, Topics.all());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were made", e);
        }
    }

    /// A topic that only this test knows.
    ///
    /// @return its name
    public static String create(KafkaConnection connection, String prefix, int partitions) {
        String name = prefix + "-" + UUID.randomUUID();
        try (Admin admin = Facts.admin(connection)) {
            admin.createTopics(
                            Set.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
            List<TopicPartition> all =
                    IntStream.range(0, partitions)
                            .mapToObj(number -> new TopicPartition(name, number))
                            .toList();
            await("the leaders of " + name)
                    .atMost(LEADERS_WITHIN)
                    .pollInterval(LOOK_AGAIN)
                    .until(() -> haveLeaders(admin, all));
            return name;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a topic was made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic %s can't be created".formatted(name), e);
        }
    }

    private static boolean haveLeaders(Admin admin, List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        try {
            TopicLeaders.await(admin, partitions);
            return true;
        } catch (ExecutionException e) {
            // The broker that was asked has not heard of the topic yet.
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw e;
        }
    }

    /// A declared topic under a name of this test's own, created.
    public static <K, V> Topic<K, V> copyOf(KafkaConnection connection, Topic<K, V> topic) {
        Topic<K, V> copy =
                new Topic<>(
                        create(connection, topic.name(), topic.partitions()),
                        topic.keys(),
                        topic.values(),
                        topic.partitions(),
                        topic.partitionedBy(),
                        topic.policy());
        return copy;
    }
}
