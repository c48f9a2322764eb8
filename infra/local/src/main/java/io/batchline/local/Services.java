package io.batchline.local;

import io.batchline.gateway.Gateway;
import io.batchline.gateway.GatewayConfig;
import io.batchline.http.HttpConfig;
import io.batchline.http.HttpServer;
import io.batchline.http.Operation;
import io.batchline.ingest.Ingest;
import io.batchline.ingest.IngestConfig;
import io.batchline.workers.Duties;
import io.batchline.workers.StageWorkers;
import io.batchline.workers.StageWorkersConfig;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/// The services, by the same calls as apart from one another, and one server with the routes of
/// both that have any.
record Services(StageWorkers workers, Ingest ingest, Gateway gateway, HttpServer server)
        implements AutoCloseable {

    static Services start(LocalConfig config, Servers servers)
            throws IOException, InterruptedException {
        try (Starting starting = new Starting()) {
            Gateway gateway =
                    starting.add(
                            Gateway.start(
                                    GatewayConfig.of(
                                                    servers.kafka(),
                                                    servers.databaseConfig(),
                                                    config.storage())
                                            .withOpenId(config.openId())));
            Ingest ingest = starting.add(ingest(config, servers));
            StageWorkers workers =
                    starting.add(
                            StageWorkers.start(
                                    StageWorkersConfig.of(
                                                    servers.kafka(),
                                                    servers.databaseConfig(),
                                                    config.storage(),
                                                    config.state(),
                                                    Duties.ALL)
                                            .withWebhooksAllowed(config.webhooksAllowed())));
            HttpServer server =
                    starting.add(
                            HttpServer.start(
                                    HttpConfig.onLoopback(config.port())
                                            .withOrigins(config.origins()),
                                    List.of(ingest.routes(), gateway.routes())));
            starting.done();
            return new Services(workers, ingest, gateway, server);
        }
    }

    private static Ingest ingest(LocalConfig config, Servers servers)
            throws IOException, InterruptedException {
        IngestConfig plain =
                IngestConfig.of(servers.kafka(), servers.databaseConfig(), config.storage())
                        .withOpenId(config.openId())
                        .withWebhooksAllowed(config.webhooksAllowed());
        try {
            return Ingest.start(config.adminPassword().map(plain::withAdminPassword).orElse(plain));
        } catch (SQLException e) {
            throw new IOException("ingest does not start: " + e.getMessage(), e);
        }
    }

    List<Operation> operations() {
        return server.operations();
    }

    int port() {
        return server.port();
    }

    /// Viewers and requests first, and the work at the same time, since both take their moment.
    @Override
    public void close() throws IOException {
        AtOnce.closeAll(List.of(server, workers));
        AtOnce.closeAll(List.of(ingest, gateway));
    }
}
