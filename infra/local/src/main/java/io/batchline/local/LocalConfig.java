package io.batchline.local;

import io.batchline.http.AllowedOrigins;
import io.batchline.http.openid.OpenIdConfig;
import io.batchline.outbound.AllowedTargets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What local mode starts from.
///
/// @param data the folder that keeps everything
/// @param port of the one HTTP server on 127.0.0.1; 0 takes any free one
/// @param adminPassword the password that `admin` shall have; empty leaves it as it is, and draws
///   one at the first start
/// @param origins the pages of others that may call
/// @param openId whose tokens are taken beside our own
/// @param webhooksAllowed inner targets that webhooks may have
public record LocalConfig(
        Path data,
        int port,
        Optional<String> adminPassword,
        AllowedOrigins origins,
        Optional<OpenIdConfig> openId,
        AllowedTargets webhooksAllowed) {
    public LocalConfig {
        data = data.toAbsolutePath().normalize();
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port %d: it takes 0 to 65535".formatted(port));
        }
        if (adminPassword.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException(
                    "the admin's password is empty: give one, or leave it out");
        }
    }

    public static LocalConfig in(Path data, int port, Optional<String> adminPassword) {
        return new LocalConfig(
                data,
                port,
                adminPassword,
                AllowedOrigins.NONE,
                Optional.empty(),
                AllowedTargets.NONE);
    }

    /// With the origins, the issuer and the targets that the environment names.
    ///
    /// @throws IllegalArgumentException naming the variable, its value and what is allowed
    public LocalConfig with(Map<String, String> environment) {
        return new LocalConfig(
                data,
                port,
                adminPassword,
                AllowedOrigins.of(environment),
                OpenIdConfig.of(environment),
                AllowedTargets.of(AllowedTargets.WEBHOOKS, environment));
    }

    Path broker() {
        return data.resolve("broker");
    }

    Path database() {
        return data.resolve("database");
    }

    Path storage() {
        return data.resolve("storage");
    }

    Path state() {
        return data.resolve("state");
    }
}
