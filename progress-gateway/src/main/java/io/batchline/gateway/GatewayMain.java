package io.batchline.gateway;

import io.batchline.database.DatabaseConfig;
import io.batchline.gateway.sse.StreamSettings;
import io.batchline.http.AllowedOrigins;
import io.batchline.http.HttpConfig;
import io.batchline.http.HttpServer;
import io.batchline.http.TrustedProxies;
import io.batchline.http.openid.OpenIdConfig;
import io.batchline.kafka.KafkaConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Starts progress-gateway by the environment and stops it at SIGTERM.
public final class GatewayMain {
    private static final String USUAL_PORT = "8082";
    private static final String MOST_STREAMS = "BATCHLINE_MOST_STREAMS";
    private static final long STOP_WITHIN_SECONDS = 5;
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private GatewayMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        // Before the first logger; whoever names a configuration of their own has it.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "io/batchline/gateway/logback-service.xml");
        }
        GatewayConfig config;
        HttpConfig http;
        try {
            config = gateway(System.getenv());
            http = http(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        run(config, http);
    }

    private static void run(GatewayConfig config, HttpConfig http)
            throws IOException, InterruptedException {
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(() -> end(stop, stopped)));
        try (Gateway gateway = Gateway.start(config);
                HttpServer server = HttpServer.start(http, List.of(gateway.routes()))) {
            System.out.printf(
                    "progress-gateway listens on http://%s:%d%n", http.host(), server.port());
            stop.await();
        } finally {
            stopped.countDown();
        }
    }

    /// The JVM ends when its hooks have: so they wait for an orderly end, but not for ever.
    private static void end(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            if (!stopped.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("progress-gateway did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static GatewayConfig gateway(Map<String, String> environment) {
        return GatewayConfig.of(
                        KafkaConnection.plain(required(environment, "BATCHLINE_KAFKA")),
                        DatabaseConfig.of(
                                required(environment, "BATCHLINE_DATABASE_URL"),
                                required(environment, "BATCHLINE_DATABASE_USER"),
                                environment.getOrDefault("BATCHLINE_DATABASE_PASSWORD", "")),
                        Path.of(required(environment, "BATCHLINE_STORAGE")))
                .withOpenId(OpenIdConfig.of(environment))
                .withStreams(streams(environment));
    }

    private static StreamSettings streams(Map<String, String> environment) {
        String most = environment.get(MOST_STREAMS);
        if (most == null) {
            return StreamSettings.USUAL;
        }
        try {
            return StreamSettings.USUAL.withMost(Integer.parseInt(most));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s is '%s': it takes a number from 1".formatted(MOST_STREAMS, most), e);
        }
    }

    private static HttpConfig http(Map<String, String> environment) {
        return HttpConfig.on(
                        environment.getOrDefault("BATCHLINE_HOST", HttpConfig.LOOPBACK),
                        port(environment.getOrDefault("BATCHLINE_PORT", USUAL_PORT)))
                .withOrigins(AllowedOrigins.of(environment))
                .behind(TrustedProxies.of(environment));
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
