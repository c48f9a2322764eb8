package io.batchline.bench;

import io.batchline.embedded.ClusterSettings;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import io.batchline.testkit.Program;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/// Three brokers, each in a process of its own that can be killed.
final class BrokerProcesses implements AutoCloseable {
    private static final int COUNT = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> FLAGS = List.of("-Xmx256m");

    private final KafkaConnection kafka;
    private final List<Program> brokers;

    private BrokerProcesses(KafkaConnection kafka, List<Program> brokers) {
        this.kafka = kafka;
        this.brokers = brokers;
    }

    static BrokerProcesses start(Path folder) throws IOException, InterruptedException {
        List<ClusterSettings.Address> addresses = new ArrayList<>();
        for (int broker = 0; broker < COUNT; broker++) {
            addresses.add(new ClusterSettings.Address("127.0.0.1", freePort(), freePort()));
        }
        var settings = new ClusterSettings(addresses);
        String cluster = Uuid.randomUuid().toString();
        List<Program> started = new ArrayList<>();
        var brokers =
                new BrokerProcesses(KafkaConnection.plain(settings.bootstrapServers()), started);
        for (int node = 1; node <= COUNT; node++) {
            started.add(start(folder, cluster, node, settings.of(node)));
        }
        brokers.awaitAll();
        return brokers;
    }

    private static Program start(
            Path folder, String cluster, int node, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path file = folder.resolve("broker-%d.properties".formatted(node));
        Path output = folder.resolve("broker-%d.txt".formatted(node));
        var properties = new Properties();
        properties.putAll(settings);
        properties.setProperty("log.dirs", folder.resolve("logs-" + node).toString());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        var format = List.of("format", "--cluster-id", cluster, "--config", file.toString());
        Program.start(StorageTool.class, FLAGS, format, Map.of(), output).awaitDone();
        return Program.start(Kafka.class, FLAGS, List.of(file.toString()), Map.of(), output);
    }

    private void awaitAll() throws InterruptedException {
        try (Admin admin = Admin.create(ClientProperties.admin(kafka, "bench-admin"))) {
            Waiting.until("three brokers serve", PATIENCE, () -> nodes(admin) == COUNT);
        }
    }

    private static int nodes(Admin admin) {
        try {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    KafkaConnection kafka() {
        return kafka;
    }

    /// `kill -9` of one of them; it does not come back.
    ///
    /// @param node its id, from 1
    void kill(int node) throws InterruptedException {
        brokers.get(node - 1).kill();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        brokers.forEach(Program::close);
    }
}
