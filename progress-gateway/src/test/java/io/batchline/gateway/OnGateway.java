package io.batchline.gateway;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tests that share one gateway with the usual heartbeat.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnGateway {
    /// Where its blobs lie.
    protected Path storage;

    protected GatewayFixture gateway;

    @BeforeAll
    void startGateway(@TempDir Path folder) throws Exception {
        storage = folder;
        gateway = GatewayFixture.start(storage, Duration.ofSeconds(15));
    }

    @AfterAll
    void stopGateway() {
        gateway.close();
    }
}
