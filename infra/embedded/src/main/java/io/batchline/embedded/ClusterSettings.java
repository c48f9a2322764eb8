package io.batchline.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The settings, as Kafka names them, of brokers that stand together and are controllers too: what
/// is acknowledged is on two of them, any one may go, and its leaving is noticed within seconds.
///
/// @param brokers in the order of their node ids, which count from 1
public record ClusterSettings(List<Address> brokers) {
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    public ClusterSettings {
        brokers = List.copyOf(brokers);
    }

    /// Where one of them listens.
    ///
    /// @param port for clients
    /// @param controllerPort for the others
    public record Address(String host, int port, int controllerPort) {}

    /// `host:port` of all, as clients want them.
    public String bootstrapServers() {
        return brokers.stream()
                .map(each -> each.host() + ":" + each.port())
                .collect(Collectors.joining(","));
    }

    /// Of the broker with that node id, but for the folder of its logs.
    public Map<String, String> of(int nodeId) {
        Address own = brokers.get(nodeId - 1);
        String copies = Integer.toString(Math.min(3, brokers.size()));
        String acknowledged = Integer.toString(Math.min(2, brokers.size()));
        String client = "PLAINTEXT://%s:%d".formatted(own.host(), own.port());
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(nodeId));
        settings.put("controller.quorum.voters", voters());
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put(
                "listeners",
                "%s,CONTROLLER://%s:%d".formatted(client, own.host(), own.controllerPort()));
        settings.put("advertised.listeners", client);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", copies);
        settings.put("min.insync.replicas", acknowledged);
        settings.put("offsets.topic.replication.factor", copies);
        settings.put("offsets.topic.num.partitions", "6");
        settings.put("transaction.state.log.replication.factor", copies);
        settings.put("transaction.state.log.num.partitions", "6");
        settings.put("transaction.state.log.min.isr", acknowledged);
        settings.put("share.coordinator.state.topic.replication.factor", copies);
        settings.put("share.coordinator.state.topic.min.isr", acknowledged);
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "500");
        settings.put("group.consumer.session.timeout.ms", "6000");
        settings.put("group.consumer.heartbeat.interval.ms", "1000");
        // A broker that is gone keeps its partitions for this long.
        settings.put("broker.session.timeout.ms", "6000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        // An open transaction of a dead owner holds back those who read committed records.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        return settings;
    }

    private String voters() {
        Function<Integer, String> voter =
                id ->
                        "%d@%s:%d"
                                .formatted(
                                        id,
                                        brokers.get(id - 1).host(),
                                        brokers.get(id - 1).controllerPort());
        return IntStream.rangeClosed(1, brokers.size())
                .boxed()
                .map(voter)
                .collect(Collectors.joining(","));
    }
}
