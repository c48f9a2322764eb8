package io.batchline.gateway;

import io.batchline.database.DatabaseConfig;
import io.batchline.gateway.rest.ClientSettings;
import io.batchline.gateway.sse.StreamSettings;
import io.batchline.http.openid.OpenIdConfig;
import io.batchline.kafka.KafkaConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// What the gateway needs to start.
///
/// @param storage the folder of the blob store
/// @param openId whose tokens are taken beside our own
public record GatewayConfig(
        KafkaConnection kafka,
        DatabaseConfig database,
        Path storage,
        StreamSettings streams,
        ClientSettings clients,
        Optional<OpenIdConfig> openId,
        Clock clock) {
    /// With the usual settings and the system's clock.
    public static GatewayConfig of(KafkaConnection kafka, DatabaseConfig database, Path storage) {
        return new GatewayConfig(
                kafka,
                database,
                storage,
                StreamSettings.USUAL,
                ClientSettings.USUAL,
                Optional.empty(),
                Clock.systemUTC());
    }

    public GatewayConfig withStreams(StreamSettings settings) {
        return new GatewayConfig(kafka, database, storage, settings, clients, openId, clock);
    }

    public GatewayConfig withOpenId(Optional<OpenIdConfig> issuer) {
        return new GatewayConfig(kafka, database, storage, streams, clients, issuer, clock);
    }
}
