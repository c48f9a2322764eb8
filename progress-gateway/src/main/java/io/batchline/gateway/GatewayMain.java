package io.batchline.gateway;

import io.batchline.database.DatabaseConfig;
import io.batchline.http.HttpConfig;
import io.batchline.http.HttpServer;
import io.batchline.kafka.KafkaConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Starts progress-gateway by the environment and stops it at SIGTERM.
public final class GatewayMain {
    private static final String USUAL_PORT = "8082";

    private GatewayMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        var config =
                GatewayConfig.of(
                        KafkaConnection.plain(required(environment, "BATCHLINE_KAFKA")),
                        DatabaseConfig.of(
                                required(environment, "BATCHLINE_DATABASE_URL"),
                                required(environment, "BATCHLINE_DATABASE_USER"),
                                environment.getOrDefault("BATCHLINE_DATABASE_PASSWORD", "")),
                        Path.of(required(environment, "BATCHLINE_STORAGE")));
        var http =
                HttpConfig.on(
                        environment.getOrDefault("BATCHLINE_HOST", HttpConfig.LOOPBACK),
                        port(environment.getOrDefault("BATCHLINE_PORT", USUAL_PORT)));
        Gateway gateway = Gateway.start(config);
        HttpServer server = HttpServer.start(http, List.of(gateway.routes()));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("shutdown")
                                .unstarted(() -> {
                                    server.close();
                                    gateway.close();
                                    stopped.countDown();
                                }));
        stopped.await();
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "%s is not set: progress-gateway needs it".formatted(name));
        }
        return value;
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "BATCHLINE_PORT is '%s': it takes 0 to 65535".formatted(text), e);
        }
    }
}
