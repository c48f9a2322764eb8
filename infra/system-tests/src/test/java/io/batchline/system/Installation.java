package io.batchline.system;

import static org.awaitility.Awaitility.await;

import io.batchline.database.DatabaseConfig;
import io.batchline.embedded.EmbeddedBroker;
import io.batchline.embedded.EmbeddedDatabase;
import io.batchline.gateway.GatewayMain;
import io.batchline.ingest.IngestMain;
import io.batchline.kafka.KafkaConnection;
import io.batchline.testkit.Facts;
import io.batchline.testkit.Program;
import io.batchline.workers.WorkersMain;
import io.batchline.workload.rehearsal.Rehearsal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The services apart, each in a process of its own, on one broker, one database and one storage
/// folder.
final class Installation implements AutoCloseable {
    /// Of each process that a test starts.
    static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-Xmx384m");

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    static final String PASSWORD = "a password for tests";

    private final Path folder;
    private final EmbeddedBroker broker;
    private final EmbeddedDatabase database;
    private final Deque<Program> programs = new ArrayDeque<>();

    private Installation(Path folder, EmbeddedBroker broker, EmbeddedDatabase database) {
        this.folder = folder;
        this.broker = broker;
        this.database = database;
    }

    static Installation in(Path folder) throws IOException, InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
        try {
            return new Installation(
                    folder, broker, EmbeddedDatabase.start(folder.resolve("database")));
        } catch (IOException | InterruptedException e) {
            broker.close();
            throw e;
        }
    }

    /// @return its port
    int ingest() throws IOException {
        return serve("ingest", IngestMain.class, Pattern.compile("listens on http://\\S+:(\\d+)"));
    }

    /// @return its port
    int gateway() throws IOException {
        int port = freePort();
        start(
                "gateway",
                GatewayMain.class,
                List.of(),
                Map.of("BATCHLINE_PORT", Integer.toString(port)));
        return port;
    }

    private int serve(String name, Class<?> main, Pattern port) throws IOException {
        Program program = start(name, main, List.of(), Map.of("BATCHLINE_PORT", "0"));
        return Integer.parseInt(program.says(port));
    }

    /// Where its workers write down what they rehearse.
    Path ledger() {
        return folder.resolve("ledger");
    }

    /// A stage-workers process that runs these stages.
    Program workers(String name, String stages, int slots) throws IOException {
        return start(
                name,
                WorkersMain.class,
                List.of("--stages=" + stages),
                Map.of(
                        "BATCHLINE_SLOTS",
                        Integer.toString(slots),
                        "JAVA_TOOL_OPTIONS",
                        "-D%s=%s".formatted(Rehearsal.LEDGER, ledger())));
    }

    private Program start(
            String name, Class<?> main, List<String> arguments, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("BATCHLINE_KAFKA", broker.bootstrapServers());
        environment.put("BATCHLINE_DATABASE_URL", database.jdbcUrl());
        environment.put("BATCHLINE_DATABASE_USER", database.user());
        environment.put("BATCHLINE_DATABASE_PASSWORD", database.password());
        environment.put("BATCHLINE_STORAGE", folder.resolve("storage").toString());
        environment.put("BATCHLINE_STATE", folder.resolve("state-" + name).toString());
        environment.put("BATCHLINE_ADMIN_PASSWORD", PASSWORD);
        Program program =
                Program.start(main, FLAGS, arguments, environment, folder.resolve(name + ".txt"));
        programs.push(program);
        return program;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Waits until the server at that port says that all it needs is there.
    static void ready(int port) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:%d/health/ready".formatted(port)))
                            .build();
            await("port " + port + " is ready")
                    .atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsMatching(e -> e instanceof ConnectException)
                    .until(() -> http.send(request, BodyHandlers.discarding()).statusCode() == 200);
        }
    }

    /// Waits until two processes have each their share of the group's partitions.
    void bothAreIn(String group) {
        Facts.groupIsStable(
                KafkaConnection.plain(broker.bootstrapServers()), group, 2, Duration.ofMinutes(2));
    }

    DatabaseConfig databaseConfig() {
        return DatabaseConfig.of(database.jdbcUrl(), database.user(), database.password());
    }

    @Override
    public void close() throws IOException {
        programs.forEach(Program::endSoon);
        programs.forEach(Program::close);
        try (broker) {
            database.close();
        }
    }
}
