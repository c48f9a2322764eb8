package io.batchline.system.faults;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import io.batchline.cli.client.ApiClient;
import io.batchline.database.DatabaseConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// Batchline as it is installed on several machines: three brokers, a database, a storage that all
/// share, two coordinators, two workers for items, one for the rest, and both doors.
final class Cluster implements AutoCloseable {
    private static final String STORAGE = "/srv/batchline";

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final String PASSWORD = "a password for tests";
    private static final String DATABASE = "batchline";
    private static final String FILLER = "filler";
    private static final String STORAGE_SIZE = "512m";

    private final Path logs;
    private final Network network = Network.newNetwork();
    private final String storage = "batchline-storage-" + UUID.randomUUID();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final int ingestPort = freePort();
    private final int gatewayPort = freePort();
    private final int databasePort = freePort();

    private Cluster(Path logs) throws IOException {
        this.logs = logs;
    }

    /// @param logs a folder for what the containers write
    static Cluster start(Path logs) throws IOException {
        var cluster = new Cluster(logs);
        try {
            cluster.start();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void start() {
        DockerClientFactory.instance()
                .client()
                .createVolumeCmd()
                .withName(storage)
                .withDriver("local")
                .withDriverOpts(
                        Map.of("type", "tmpfs", "device", "tmpfs", "o", "size=" + STORAGE_SIZE))
                .exec();
        for (int number = 1; number <= Brokers.COUNT; number++) {
            node(
                    Brokers.name(number),
                    container(Engine.BROKER).withEnv(Brokers.environment(number)));
        }
        node("database", at(databasePort, 5432, container(Engine.DATABASE)));
        Node.startTogether(nodes.values());
        service("ingest", at(ingestPort, 8081, container(Engine.SERVICES)), "ingest-service")
                .start();
        ready(ingestPort);
        service("gateway", at(gatewayPort, 8082, container(Engine.SERVICES)), "progress-gateway")
                .start();
        for (String coordinator : new String[] {"coordinator-1", "coordinator-2"}) {
            stages(coordinator, "coordinator").start();
        }
        for (String worker : new String[] {"worker-1", "worker-2"}) {
            stages(worker, "organize,process").start();
        }
        stages("rest", "projector,extract,collect,csv,load,cleanup").start();
        ready(gatewayPort);
    }

    Node node(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    ApiClient ingest() throws IOException, InterruptedException {
        return ApiClient.login(address(ingestPort), "admin", PASSWORD);
    }

    URI gateway() {
        return address(gatewayPort);
    }

    /// Waits until both doors answer that they are ready.
    void ready() {
        ready(ingestPort);
        ready(gatewayPort);
    }

    DatabaseConfig database() {
        return DatabaseConfig.of(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(databasePort, DATABASE),
                DATABASE,
                PASSWORD);
    }

    /// Leaves so many bytes of the storage.
    void fillStorage(long left) throws IOException, InterruptedException {
        node("ingest")
                .run(
                        "sh",
                        "-c",
                        "fallocate -l $(( $(df --output=avail -B1 %1$s | tail -1) - %2$d )) %1$s/%3$s"
                                .formatted(STORAGE, left, FILLER));
    }

    void emptyStorage() throws IOException, InterruptedException {
        node("ingest").run("rm", STORAGE + "/" + FILLER);
    }

    @Override
    public void close() throws IOException {
        for (Node node : nodes.values()) {
            node.writeLog(logs);
        }
        nodes.values().forEach(Node::close);
        network.close();
        DockerClientFactory.instance().client().removeVolumeCmd(storage).exec();
    }

    private Node stages(String name, String stages) {
        return service(name, container(Engine.SERVICES), "stage-workers", "--stages=" + stages);
    }

    private Node service(String name, GenericContainer<?> container, String... command) {
        Map<String, String> environment = new HashMap<>();
        environment.put("BATCHLINE_KAFKA", Brokers.addresses());
        environment.put("BATCHLINE_DATABASE_URL", "jdbc:postgresql://database:5432/" + DATABASE);
        environment.put("BATCHLINE_DATABASE_USER", DATABASE);
        environment.put("BATCHLINE_DATABASE_PASSWORD", PASSWORD);
        environment.put("BATCHLINE_ADMIN_PASSWORD", PASSWORD);
        environment.put("BATCHLINE_SLOTS", "4");
        // Many short lives on few cores: the optimizing compiler would cost more than it gives.
        environment.put("BATCHLINE_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return node(name, container.withEnv(environment).withCommand(command));
    }

    private Node node(String name, GenericContainer<?> container) {
        container
                .withNetwork(network)
                .withNetworkAliases(name)
                .withCreateContainerCmdModifier(create -> create.withHostName(name));
        Node node = new Node(name, network.getId(), container);
        nodes.put(name, node);
        return node;
    }

    private GenericContainer<?> container(String image) {
        return switch (image) {
            case Engine.BROKER ->
                    plain(image).waitingFor(Wait.forLogMessage(".*Kafka Server started.*\\n", 1));
            case Engine.SERVICES ->
                    plain(image)
                            .withCreateContainerCmdModifier(create ->
                                    hostConfig(create.getHostConfig())
                                            .withMounts(
                                                    List.of(
                                                            new Mount()
                                                                    .withType(MountType.VOLUME)
                                                                    .withSource(storage)
                                                                    .withTarget(STORAGE))));
            case Engine.DATABASE ->
                    plain(image)
                            .withEnv("POSTGRES_USER", DATABASE)
                            .withEnv("POSTGRES_PASSWORD", PASSWORD)
                            .withEnv("POSTGRES_DB", DATABASE)
                            .waitingFor(
                                    Wait.forLogMessage(".*ready to accept connections.*\\n", 1));
            default -> plain(image);
        };
    }

    private static GenericContainer<?> plain(String image) {
        return new GenericContainer<>(DockerImageName.parse(image))
                .withImagePullPolicy(_ -> false)
                .waitingFor(Wait.forSuccessfulCommand("true"));
    }

    /// The port stays the same when the container is started again.
    private static GenericContainer<?> at(int port, int inside, GenericContainer<?> container) {
        return container.withCreateContainerCmdModifier(create ->
                hostConfig(create.getHostConfig())
                        .withPortBindings(
                                PortBinding.parse("127.0.0.1:%d:%d".formatted(port, inside))));
    }

    private static HostConfig hostConfig(@Nullable HostConfig config) {
        return Objects.requireNonNull(config);
    }

    private static void ready(int port) {
        HttpRequest request =
                HttpRequest.newBuilder(address(port).resolve("/health/ready"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            await("port " + port + " is ready")
                    .atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> http.send(request, BodyHandlers.discarding()).statusCode() == 200);
        }
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
