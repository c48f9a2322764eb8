package io.batchline.system.faults;

import io.batchline.embedded.ClusterSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Three brokers in containers, each named as its host.
final class Brokers {
    static final int COUNT = 3;

    private static final String CLUSTER = "5L6g3nShT-eMCtK--X86sw";
    private static final ClusterSettings SETTINGS =
            new ClusterSettings(
                    IntStream.rangeClosed(1, COUNT)
                            .mapToObj(id -> new ClusterSettings.Address(name(id), 9092, 9093))
                            .toList());

    private Brokers() {}

    static String name(int nodeId) {
        return "broker-" + nodeId;
    }

    static String addresses() {
        return SETTINGS.bootstrapServers();
    }

    /// The environment that the image makes settings of.
    static Map<String, String> environment(int nodeId) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CLUSTER_ID", CLUSTER);
        // Many short lives on few cores: the optimizing compiler would cost more than it gives.
        environment.put("KAFKA_HEAP_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
        SETTINGS.of(nodeId)
                .forEach((key, value) ->
                        environment.put(
                                "KAFKA_" + key.replace('.', '_').toUpperCase(Locale.ROOT), value));
        return environment;
    }
}
