package io.batchline.ingest;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tests that share one ingest service, and the token of its admin.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnRunningIngest {
    protected RunningIngest ingest;
    protected String token;

    @BeforeAll
    void startIngest(@TempDir Path storage) throws Exception {
        ingest = RunningIngest.start(storage);
        token = ingest.token();
    }

    @AfterAll
    void stopIngest() {
        ingest.close();
    }
}
