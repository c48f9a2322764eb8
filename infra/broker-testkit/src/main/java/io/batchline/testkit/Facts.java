package io.batchline.testkit;

import static org.awaitility.Awaitility.await;

import io.batchline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// Waits on what the broker itself says, each with a deadline.
public final class Facts {
    private static final Duration STEP = Duration.ofMillis(50);

    private Facts() {}

    /// An admin client for what a test wants to know beyond these waits; the caller closes it.
    public static Admin admin(KafkaConnection connection) {
        return Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, connection.bootstrapServers()));
    }

    /// The group has as many members, and their partitions are given out.
    public static void groupIsStable(
            KafkaConnection connection, String group, int members, Duration deadline) {
        try (Admin admin = admin(connection)) {
            await("group " + group + " is stable with " + members + " members")
                    .atMost(deadline)
                    .pollInterval(STEP)
                    .until(() -> isStable(admin, group, members));
        }
    }

    private static boolean isStable(Admin admin, String group, int members)
            throws InterruptedException, ExecutionException {
        try {
            var found = admin.describeConsumerGroups(Set.of(group)).all().get().get(group);
            return found != null
                    && found.groupState() == GroupState.STABLE
                    && found.members().size() == members;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
    }

    /// The group has committed everything that the topic held when this was called.
    public static void groupHasReadAll(
            KafkaConnection connection, String group, String topic, Duration deadline) {
        try (Admin admin = admin(connection)) {
            Map<TopicPartition, Long> ends = ends(admin, topic);
            await("group " + group + " has read all of " + topic)
                    .atMost(deadline)
                    .pollInterval(STEP)
                    .until(() -> hasReached(committed(admin, group), ends));
        }
    }

    private static boolean hasReached(
            Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> {
                    var offset = committed.get(end.getKey());
                    return end.getValue() == 0
                            || (offset != null && offset.offset() >= end.getValue());
                });
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group)
            throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    }

    /// Where each partition of the topic ends now.
    public static Map<TopicPartition, Long> ends(KafkaConnection connection, String topic) {
        try (Admin admin = admin(connection)) {
            return ends(admin, topic);
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, String topic) {
        try {
            var description = admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic);
            if (description == null) {
                throw new IllegalStateException("topic %s is not there".formatted(topic));
            }
            Map<TopicPartition, OffsetSpec> asked =
                    description.partitions().stream()
                            .collect(
                                    Collectors.toMap(
                                            partition ->
                                                    new TopicPartition(
                                                            topic, partition.partition()),
                                            _ -> OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> answer =
                    admin.listOffsets(asked).all().get();
            return answer.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for offsets", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the offsets of %s are unknown".formatted(topic), e);
        }
    }
}
