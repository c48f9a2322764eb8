package io.batchline.kafka;

import java.util.Map;

/// Where the broker is and how to be let in.
///
/// @param bootstrapServers `host:port[,host:port…]`
/// @param security further client properties by their Kafka names, for example `sasl.jaas.config`;
///   never logged
public record KafkaConnection(String bootstrapServers, Map<String, String> security) {
    public KafkaConnection {
        security = Map.copyOf(security);
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "bootstrap servers are empty: name at least one host:port");
        }
    }

    public static KafkaConnection plain(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }
}
