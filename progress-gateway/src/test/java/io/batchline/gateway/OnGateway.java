package io.batchline.gateway;

import io.batchline.http.AllowedOrigins;
import io.batchline.testkit.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tests that share one gateway, with the usual heartbeat unless they say another.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnGateway {
    /// Where its blobs lie.
    protected Path storage;

    protected GatewayFixture gateway;

    @BeforeAll
    void startGateway(@TempDir Path folder) throws Exception {
        storage = folder;
        gateway =
                GatewayFixture.start(
                        TestBroker.shared().connection(),
                        storage,
                        GatewayFixture.QUICK.withHeartbeat(heartbeat()),
                        pagesOfOthers());
    }

    /// How often its streams say that they are there.
    protected Duration heartbeat() {
        return Duration.ofSeconds(15);
    }

    /// Whose pages may call it.
    protected AllowedOrigins pagesOfOthers() {
        return AllowedOrigins.NONE;
    }

    @AfterAll
    void stopGateway() {
        gateway.close();
    }
}
