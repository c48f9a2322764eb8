package io.batchline.webhooks;

import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.testkit.Program;
import io.batchline.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A sender in a process of its own, for tests that kill it.
final class SenderProgram {
    private SenderProgram() {}

    /// Sends what is in that database.
    static Program start(TestDatabase database, Path output) throws IOException {
        return Program.start(
                SenderProgram.class,
                List.of("-Xmx64m"),
                List.of(database.jdbcUrl(), database.user(), database.password()),
                Map.of(),
                output);
    }

    static void main(String[] arguments) throws InterruptedException {
        var config = DatabaseConfig.of(arguments[0], arguments[1], arguments[2]);
        try (Database database = Database.open(config);
                var _ =
                        WebhookSender.start(
                                database.dataSource(),
                                SenderFixture.LOOPBACK,
                                SenderFixture.SOON,
                                Clock.systemUTC())) {
            new CountDownLatch(1).await();
        }
    }
}
