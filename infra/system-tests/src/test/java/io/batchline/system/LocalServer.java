package io.batchline.system;

import io.batchline.cli.client.ApiClient;
import io.batchline.local.Local;
import io.batchline.local.LocalConfig;
import io.batchline.testkit.api.CheckedClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Local mode within the test's own JVM, and a client that is logged in.
public record LocalServer(Local local, ApiClient api) implements AutoCloseable {
    public static final String PASSWORD = "a password for tests";

    public static LocalServer start(Path data) throws IOException, InterruptedException {
        return start(data, Map.of());
    }

    /// With what the environment says of origins and issuer.
    public static LocalServer start(Path data, Map<String, String> environment)
            throws IOException, InterruptedException {
        Local local = Local.start(LocalConfig.in(data, 0, Optional.of(PASSWORD)).with(environment));
        try {
            return new LocalServer(
                    local,
                    ApiClient.login(CheckedClient.ofServed(), local.address(), "admin", PASSWORD));
        } catch (IOException | InterruptedException e) {
            local.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        api.close();
        local.close();
    }
}
