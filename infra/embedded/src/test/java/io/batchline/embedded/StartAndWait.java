package io.batchline.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// Starts both in a process of its own, says so on its output, and stays until it is killed.
final class StartAndWait {
    private StartAndWait() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        var broker = EmbeddedBroker.start(folder.resolve("broker"));
        var database = EmbeddedDatabase.start(folder.resolve("database"));
        System.out.println(
                "%s %s %s"
                        .formatted(
                                broker.bootstrapServers(),
                                database.jdbcUrl(),
                                database.password()));
        new CountDownLatch(1).await();
    }
}
