package io.batchline.ingest;

import io.batchline.database.DatabaseConfig;
import io.batchline.http.AllowedOrigins;
import io.batchline.http.HttpConfig;
import io.batchline.http.TrustedProxies;
import io.batchline.http.openid.OpenIdConfig;
import io.batchline.ingest.batch.UploadLimits;
import io.batchline.kafka.KafkaConnection;
import io.batchline.outbound.AllowedTargets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Environment variables as configuration. What is wrong is said in one sentence that names the
/// variable, its value and what is allowed.
final class IngestEnvironment {
    private static final int DEFAULT_PORT = 8081;
    private static final String LARGEST_SOURCE = "BATCHLINE_LARGEST_SOURCE_BYTES";
    private static final String TENANT_BYTES = "BATCHLINE_TENANT_SOURCE_BYTES";
    private static final String UNFINISHED = "BATCHLINE_UNFINISHED_UPLOADS";
    private static final String EXPIRY = "BATCHLINE_UPLOAD_EXPIRES_SECONDS";
    private static final String SILENCE = "BATCHLINE_UPLOAD_SILENCE_SECONDS";
    private static final String PORT = "BATCHLINE_PORT";

    private final Map<String, String> variables;

    IngestEnvironment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    IngestConfig ingest() {
        var config =
                IngestConfig.of(
                        KafkaConnection.plain(required("BATCHLINE_KAFKA", "host:port of a broker")),
                        DatabaseConfig.of(
                                required(
                                        "BATCHLINE_DATABASE_URL",
                                        "jdbc:postgresql://host:port/name"),
                                required("BATCHLINE_DATABASE_USER", "a user name"),
                                optional("BATCHLINE_DATABASE_PASSWORD").orElse("")),
                        Path.of(required("BATCHLINE_STORAGE", "a folder")));
        config =
                config.withUploads(uploads())
                        .withOpenId(OpenIdConfig.of(variables))
                        .withWebhooksAllowed(AllowedTargets.of(AllowedTargets.WEBHOOKS, variables));
        return optional("BATCHLINE_ADMIN_PASSWORD").map(config::withAdminPassword).orElse(config);
    }

    private UploadLimits uploads() {
        UploadLimits limits = UploadLimits.DEFAULTS;
        limits = number(LARGEST_SOURCE).map(limits::withLargest).orElse(limits);
        limits = number(TENANT_BYTES).map(limits::withPerTenant).orElse(limits);
        limits =
                number(UNFINISHED)
                        .map(most -> Math.clamp(most, 0, Integer.MAX_VALUE))
                        .map(limits::withUnfinishedPerTenant)
                        .orElse(limits);
        limits = number(EXPIRY).map(Duration::ofSeconds).map(limits::withExpiry).orElse(limits);
        return number(SILENCE).map(Duration::ofSeconds).map(limits::withSilence).orElse(limits);
    }

    HttpConfig http() {
        long port = number(PORT).orElse((long) DEFAULT_PORT);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "%s is %d: it takes a port from 0 to 65535".formatted(PORT, port));
        }
        return HttpConfig.on(
                        optional("BATCHLINE_HOST").orElse(HttpConfig.LOOPBACK),
                        Math.toIntExact(port))
                .withOrigins(AllowedOrigins.of(variables))
                .behind(TrustedProxies.of(variables));
    }

    private String required(String name, String what) {
        return optional(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s is not set: it takes %s".formatted(name, what)));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    private Optional<Long> number(String name) {
        return optional(name)
                .map(value -> {
                    try {
                        return Long.valueOf(value.strip());
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException(
                                "%s is '%s': it takes a whole number".formatted(name, value), e);
                    }
                });
    }
}
