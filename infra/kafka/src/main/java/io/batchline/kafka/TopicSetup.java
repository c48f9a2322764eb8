package io.batchline.kafka;

import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.TopicPolicy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The explicit step at start-up that creates the declared topics that are missing. Any program may
/// run it, several at once too: what another has created is as good.
public final class TopicSetup {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

    /// What one broker has created, another may not know yet; and not all brokers may have come.
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private TopicSetup() {}

    /// Creates what is missing and checks what is there, for half a minute if need be.
    ///
    /// @throws IllegalStateException when a topic is there with other partitions than declared:
    ///   they never change, so the broker is not ours or was set up by hand
    public static void ensure(KafkaConnection connection, Collection<Topic<?, ?>> topics)
            throws InterruptedException {
        try (Admin admin = Admin.create(ClientProperties.common(connection, "topic-setup"))) {
            long deadline = System.nanoTime() + SETTLED_WITHIN.toNanos();
            while (!isEnsured(admin, topics, System.nanoTime() > deadline)) {
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    /// @param last whether what may pass counts as a failure now
    private static boolean isEnsured(Admin admin, Collection<Topic<?, ?>> topics, boolean last)
            throws InterruptedException {
        try {
            create(admin, topics);
            check(admin, topics);
            return true;
        } catch (IllegalStateException e) {
            if (last || !mayPass(e.getCause())) {
                throw e;
            }
            LOG.atInfo().addKeyValue("reason", e.toString()).log("topics are not there yet");
            return false;
        }
    }

    static boolean mayPass(@Nullable Throwable cause) {
        return cause instanceof RetriableException
                || cause instanceof InvalidReplicationFactorException;
    }

    private static void create(Admin admin, Collection<Topic<?, ?>> topics)
            throws InterruptedException {
        List<NewTopic> wanted = topics.stream().map(TopicSetup::newTopic).toList();
        for (var creation : admin.createTopics(wanted).values().entrySet()) {
            try {
                creation.getValue().get();
                LOG.atInfo().addKeyValue("topic", creation.getKey()).log("topic created");
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException(
                            "topic %s can't be created".formatted(creation.getKey()), e.getCause());
                }
            }
        }
    }

    private static void check(Admin admin, Collection<Topic<?, ?>> topics)
            throws InterruptedException {
        try {
            Map<String, TopicDescription> found =
                    admin.describeTopics(topics.stream().map(Topic::name).toList())
                            .allTopicNames()
                            .get();
            for (Topic<?, ?> topic : topics) {
                TopicDescription description = found.get(topic.name());
                int partitions = description == null ? 0 : description.partitions().size();
                if (partitions != topic.partitions()) {
                    throw new IllegalStateException(
                            "topic %s has %d partitions, and %d are declared: they can't be changed"
                                    .formatted(topic.name(), partitions, topic.partitions()));
                }
            }
            TopicLeaders.await(admin, topics.stream().flatMap(TopicSetup::partitions).toList());
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics can't be used", e.getCause());
        }
    }

    private static Stream<TopicPartition> partitions(Topic<?, ?> topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(number -> new TopicPartition(topic.name(), number));
    }

    private static NewTopic newTopic(Topic<?, ?> topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                .configs(configuration(topic.policy()));
    }

    /// What a broker is told of a topic that keeps its records like that.
    public static Map<String, String> configuration(TopicPolicy policy) {
        Map<String, String> configs = new HashMap<>();
        switch (policy) {
            case TopicPolicy.DeleteAfter(Duration keep) -> {
                configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                configs.put(TopicConfig.RETENTION_MS_CONFIG, millis(keep));
            }
            case TopicPolicy.Compact() ->
                    configs.put(
                            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            case TopicPolicy.CompactWithHistory(
                            Duration history,
                            Duration compactWithin,
                            Duration segment,
                            Duration keepTombstones) -> {
                configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                configs.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, millis(history));
                configs.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(compactWithin));
                configs.put(TopicConfig.SEGMENT_MS_CONFIG, millis(segment));
                configs.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(keepTombstones));
            }
        }
        return configs;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
