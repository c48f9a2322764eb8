package io.batchline.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The settings of the broker as Kafka names them. One node that is controller and broker, small in
/// memory and on disk, back within seconds after a hard kill.
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    static Map<String, Object> of(Path logs, int port, int controllerPort) {
        Map<String, Object> settings = new HashMap<>();
        settings.putAll(identity(logs, port, controllerPort));
        settings.putAll(sizes());
        settings.putAll(groups());
        settings.putAll(afterAKill());
        return settings;
    }

    private static Map<String, Object> identity(Path logs, int port, int controllerPort) {
        String listener = "PLAINTEXT://127.0.0.1:" + port;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + controllerPort,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listeners",
                listener + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                listener,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "log.dirs",
                logs.toString(),
                "auto.create.topics.enable",
                "false",
                "default.replication.factor",
                "1");
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
        Map<String, Object> settings = new HashMap<>();
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("offsets.topic.segment.bytes", Integer.toString(8 << 20));
        // A folder that nobody opened for a month must not begin its work anew.
        settings.put("offsets.retention.minutes", Integer.toString(60 * 24 * 366));
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.segment.bytes", Integer.toString(8 << 20));
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "500");
        settings.put("group.consumer.session.timeout.ms", "6000");
        settings.put("group.consumer.heartbeat.interval.ms", "1000");
        return settings;
    }

    private static Map<String, Object> afterAKill() {
        return Map.of(
                // A killed broker's registration bars its next start until the session is over.
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                // An open transaction of a dead owner holds back those who read committed records.
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }
}
