package io.batchline.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Kafka broker of one node inside this JVM, on 127.0.0.1. Its folder keeps topics and offsets;
/// the ports may be other ones at each start.
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int TRIES = 5;

    private final KafkaRaftServer server;
    private final FolderLock lock;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(KafkaRaftServer server, FolderLock lock, int port) {
        this.server = server;
        this.lock = lock;
        this.port = port;
    }

    /// Starts on ports that are free, and returns when clients are served.
    public static EmbeddedBroker start(Path folder) throws IOException {
        return start(folder, 0);
    }

    /// Starts on a port that clients know already; 0 takes one that is free.
    ///
    /// @throws FolderInUseException when the folder belongs to a running process
    public static EmbeddedBroker start(Path folder, int port) throws IOException {
        FolderLock lock = FolderLock.take(folder);
        try {
            Path logs = folder.resolve("logs");
            format(logs);
            return started(logs, port, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedBroker started(Path logs, int wanted, FolderLock lock)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            List<Integer> free = FreePorts.some(2);
            int port = wanted == 0 ? free.getFirst() : wanted;
            var config = new KafkaConfig(BrokerSettings.of(logs, port, free.getLast()), false);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            try {
                server.startup();
                return new EmbeddedBroker(server, lock, port);
            } catch (RuntimeException e) {
                server.shutdown();
                if (attempt == TRIES || !portWasTaken(e)) {
                    throw new IllegalStateException(
                            "the broker on 127.0.0.1:%d with its folder %s does not start"
                                    .formatted(port, logs),
                            e);
                }
                LOG.atInfo().addKeyValue("port", port).log("port was taken, next try");
            }
        }
    }

    /// Scala throws checked exceptions without saying so, and wraps some.
    private static boolean portWasTaken(Throwable failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BindException
                    || String.valueOf(t.getMessage()).contains("Address already in use")) {
                return true;
            }
        }
        return false;
    }

    private static void format(Path logs) throws IOException {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(logs);
        try (PrintStream quiet =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(ClusterSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(logs.toString())
                    .addDirectory(logs.toString())
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the broker's folder %s can't be formatted".formatted(logs), e);
        }
    }

    /// `127.0.0.1:port`, as clients want it.
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// Stops the broker and frees the folder; a second call does nothing.
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try (lock) {
                server.shutdown();
                server.awaitShutdown();
            }
        }
    }
}
