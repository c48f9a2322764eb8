package io.batchline.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The settings of the broker as Kafka names them. One node that is controller and broker, small in
/// memory and on disk, back within seconds after a hard kill.
final class BrokerSettings {
    static final int NODE_ID = 1;

    private BrokerSettings() {}

    static Map<String, Object> of(Path logs, int port, int controllerPort) {
        Map<String, Object> settings = new HashMap<>();
        var address = new ClusterSettings.Address("127.0.0.1", port, controllerPort);
        settings.putAll(new ClusterSettings(List.of(address)).of(NODE_ID));
        settings.put("log.dirs", logs.toString());
        settings.putAll(sizes());
        settings.putAll(groups());
        settings.putAll(afterAKill());
        return settings;
    }

    private static Map<String, Object> sizes() {
        return Map.of(
                "num.network.threads",
                "2",
                "num.io.threads",
                "4",
                "background.threads",
                "2",
                "num.recovery.threads.per.data.dir",
                "2",
                "log.segment.bytes",
                Integer.toString(64 << 20),
                "log.index.size.max.bytes",
                Integer.toString(1 << 20),
                "log.cleaner.dedupe.buffer.size",
                Integer.toString(8 << 20),
                "log.cleaner.io.buffer.size",
                Integer.toString(256 << 10));
    }

    private static Map<String, Object> groups() {
        return Map.of(
                "offsets.topic.num.partitions",
                "4",
                "offsets.topic.segment.bytes",
                Integer.toString(8 << 20),
                // A folder that nobody opened for a month must not begin its work anew.
                "offsets.retention.minutes",
                Integer.toString(60 * 24 * 366),
                "transaction.state.log.num.partitions",
                "4",
                "transaction.state.log.segment.bytes",
                Integer.toString(8 << 20),
                "share.coordinator.state.topic.num.partitions",
                "1");
    }

    private static Map<String, Object> afterAKill() {
        return Map.of(
                // A killed broker's registration bars its next start until the session is over.
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500");
    }
}
