package io.batchline.gateway;

import io.batchline.database.DatabaseConfig;
import io.batchline.gateway.rest.ClientSettings;
import io.batchline.gateway.sse.StreamSettings;
import io.batchline.kafka.KafkaConnection;
import java.nio.file.Path;
import java.time.Clock;

/// What the gateway needs to start.
///
/// @param storage the folder of the blob store
public record GatewayConfig(
        KafkaConnection kafka,
        DatabaseConfig database,
        Path storage,
        StreamSettings streams,
        ClientSettings clients,
        Clock clock) {
    /// With the usual settings and the system's clock.
    public static GatewayConfig of(KafkaConnection kafka, DatabaseConfig database, Path storage) {
        return new GatewayConfig(
                kafka,
                database,
                storage,
                StreamSettings.USUAL,
                ClientSettings.USUAL,
                Clock.systemUTC());
    }
}
