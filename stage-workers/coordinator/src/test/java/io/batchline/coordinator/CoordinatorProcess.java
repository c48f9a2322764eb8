package io.batchline.coordinator;

import io.batchline.kafka.KafkaConnection;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A coordinator in a process of its own, so that a test can kill it.
final class CoordinatorProcess {
    private CoordinatorProcess() {}

    /// @param arguments bootstrap servers, state folder
    public static void main(String[] arguments) throws InterruptedException {
        var config =
                CoordinatorConfig.of(
                        KafkaConnection.plain(arguments[0]), Path.of(arguments[1]), "one");
        try (Coordinator _ = Coordinator.start(config)) {
            new CountDownLatch(1).await();
        }
    }

    static Process start(KafkaConnection connection, Path folder) throws IOException {
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CoordinatorProcess.class.getName(),
                                connection.bootstrapServers(),
                                folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolveSibling("killed.log").toFile()))
                .start();
    }
}
