package io.batchline.gateway.reader;

import io.batchline.contract.batch.Priority;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.gateway.hub.Lags;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the broker how far the stages' groups have read. The end of a transaction takes a position
/// too, so a group that has read everything may be behind by one for each partition.
public final class GroupLags implements Lags, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupLags.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int PATIENCE_MILLIS = 2_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Admin admin;
    private final Clock clock;
    private Map<Stage, Long> newest = Map.of();
    private Instant askedAt = Instant.EPOCH;

    public GroupLags(KafkaConnection connection, Clock clock) {
        this.admin = Admin.create(ClientProperties.admin(connection, "gateway-lags"));
        this.clock = clock;
    }

    /// One asks at a time, so that many who look cost the broker no more than one.
    @Override
    public synchronized Map<Stage, Long> now() throws InterruptedException {
        Instant now = clock.instant();
        if (Duration.between(askedAt, now).abs().compareTo(FRESH) >= 0) {
            askedAt = now;
            try {
                newest = ask();
            } catch (ExecutionException e) {
                LOG.atWarn().setCause(e).log("the broker did not say how far groups have read");
                newest = Map.of();
            }
        }
        return newest;
    }

    private Map<Stage, Long> ask() throws ExecutionException, InterruptedException {
        Map<Stage, List<TopicPartition>> partitions = new EnumMap<>(Stage.class);
        Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
        for (Stage stage : Stage.values()) {
            List<TopicPartition> ofStage = partitions(stage);
            partitions.put(stage, ofStage);
            groups.put(stage.group(), new ListConsumerGroupOffsetsSpec().topicPartitions(ofStage));
        }
        var read =
                admin.listConsumerGroupOffsets(
                                groups,
                                new ListConsumerGroupOffsetsOptions().timeoutMs(PATIENCE_MILLIS))
                        .all()
                        .get();
        List<TopicPartition> all = partitions.values().stream().flatMap(List::stream).toList();
        Map<TopicPartition, Long> ends = offsets(all, OffsetSpec.latest());
        Map<TopicPartition, Long> begins = offsets(all, OffsetSpec.earliest());
        Map<Stage, Long> lags = new EnumMap<>(Stage.class);
        partitions.forEach((stage, ofStage) ->
                lags.put(
                        stage,
                        ofStage.stream()
                                .mapToLong(each ->
                                        ends.getOrDefault(each, 0L)
                                                - position(
                                                        read.getOrDefault(stage.group(), Map.of()),
                                                        each,
                                                        begins.getOrDefault(each, 0L)))
                                .map(behind -> Math.max(0, behind))
                                .sum()));
        return Map.copyOf(lags);
    }

    /// Where a group has not read anything it begins at the beginning.
    private static long position(
            Map<TopicPartition, OffsetAndMetadata> read, TopicPartition of, long beginning) {
        OffsetAndMetadata committed = read.get(of);
        return committed == null ? beginning : Math.max(beginning, committed.offset());
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> all, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var options =
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(PATIENCE_MILLIS);
        return admin
                .listOffsets(
                        all.stream().collect(Collectors.toMap(Function.identity(), _ -> which)),
                        options)
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private static List<TopicPartition> partitions(Stage stage) {
        List<Topic<?, ?>> topics =
                stage.kind() == StageKind.PER_BATCH
                        ? List.of(Topics.stageRuns(stage))
                        : new ArrayList<>(
                                Arrays.stream(Priority.values())
                                        .map(priority -> Topics.work(stage, priority))
                                        .toList());
        var partitions = new ArrayList<TopicPartition>();
        for (Topic<?, ?> topic : topics) {
            for (int number = 0; number < topic.partitions(); number++) {
                partitions.add(new TopicPartition(topic.name(), number));
            }
        }
        return partitions;
    }

    @Override
    public void close() {
        admin.close(CLOSE_WITHIN);
    }
}
