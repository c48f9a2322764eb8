package io.batchline.system;

import io.batchline.cli.client.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Tests that share one local mode, started before the first of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OnLocalServer {
    protected Path folder;
    protected LocalServer server;
    protected ApiClient api;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path given) throws Exception {
        folder = given;
        server = LocalServer.start(folder.resolve("data"));
        api = server.api();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }
}
