package io.batchline.system.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The settings of three brokers that are controllers too: what is acknowledged is on two of them,
/// and any one may go.
final class Brokers {
    static final int COUNT = 3;

    private static final String CLUSTER = "5L6g3nShT-eMCtK--X86sw";

    private Brokers() {}

    static String name(int number) {
        return "broker-" + number;
    }

    static String addresses() {
        return joined("%2$s:9092");
    }

    static Map<String, String> settings(int number) {
        Map<String, String> settings = new HashMap<>();
        settings.put("CLUSTER_ID", CLUSTER);
        // Many short lives on few cores: the optimizing compiler would cost more than it gives.
        settings.put("KAFKA_HEAP_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
        settings.put("KAFKA_NODE_ID", Integer.toString(number));
        settings.put("KAFKA_PROCESS_ROLES", "broker,controller");
        settings.put("KAFKA_CONTROLLER_QUORUM_VOTERS", joined("%1$d@%2$s:9093"));
        settings.put("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
        settings.put("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093");
        settings.put("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://%s:9092".formatted(name(number)));
        settings.put(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        settings.put("KAFKA_DEFAULT_REPLICATION_FACTOR", "3");
        settings.put("KAFKA_MIN_INSYNC_REPLICAS", "2");
        for (String topic : List.of("OFFSETS_TOPIC", "TRANSACTION_STATE_LOG")) {
            settings.put("KAFKA_%s_REPLICATION_FACTOR".formatted(topic), "3");
            settings.put("KAFKA_%s_NUM_PARTITIONS".formatted(topic), "6");
        }
        settings.put("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "2");
        settings.put("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        settings.put("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
        settings.put("KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "1000");
        settings.put("KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS", "500");
        settings.put("KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS", "6000");
        settings.put("KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS", "1000");
        settings.put("KAFKA_BROKER_SESSION_TIMEOUT_MS", "6000");
        settings.put("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "1000");
        settings.put("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000");
        return settings;
    }

    private static String joined(String form) {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj(number -> form.formatted(number, name(number)))
                .collect(Collectors.joining(","));
    }
}
