package io.batchline.stage;

import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import io.batchline.kafka.ClientProperties;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;

/// The consumers of this process's loops.
record Consumers(RuntimeConfig config) {
    /// A transaction costs the same for one record as for many, so some are awaited, for a moment
    /// that nobody sees.
    private static final int WORTH_APPLYING = 512 * 1024;

    private static final int LONGEST_GATHERING_MS = 150;

    /// A partition that is resumed is fetched from when the fetch before it has ended.
    private static final int RESUMED_WITHIN_MS = 100;

    Consumer<byte[], byte[]> ofStage(Stage stage) {
        var properties = properties(stage.group());
        if (stage.kind() == StageKind.PER_ITEM) {
            properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, RESUMED_WITHIN_MS);
        }
        return new KafkaConsumer<>(properties);
    }

    /// One whose partitions of the same number in all its topics lie together, so that all of a
    /// batch comes to one member.
    Consumer<byte[], byte[]> together(String group) {
        var properties = properties(group);
        properties.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, WORTH_APPLYING);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LONGEST_GATHERING_MS);
        return new KafkaConsumer<>(properties);
    }

    private Map<String, Object> properties(String group) {
        var properties =
                ClientProperties.groupMember(
                        config.kafka(), group + "-" + config.worker().value(), group);
        properties.put(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                (int) config.longestPollPause().toMillis());
        return properties;
    }
}
