package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressKey;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Json;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.gateway.rest.ClientSettings;
import io.batchline.gateway.sse.StreamSettings;
import io.batchline.http.Caller;
import io.batchline.http.HttpConfig;
import io.batchline.http.HttpServer;
import io.batchline.http.Role;
import io.batchline.http.Sessions;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import io.batchline.testkit.TestBroker;
import io.batchline.testkit.TestDatabase;
import io.batchline.testkit.TestTopics;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A gateway on a real broker and an empty database, with what a test writes for it to read.
final class GatewayFixture implements AutoCloseable {
    static final TenantId TENANT = new TenantId("north");
    private static final Duration SOON = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper mapper = Json.mapper();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Database database;
    private final Gateway gateway;
    private final HttpServer server;
    private final String token;

    private GatewayFixture(
            KafkaProducer<byte[], byte[]> producer,
            Database database,
            Gateway gateway,
            HttpServer server)
            throws SQLException {
        this.producer = producer;
        this.database = database;
        this.gateway = gateway;
        this.server = server;
        this.token = tokenFor("ann", TENANT);
    }

    /// Ready when it returns.
    static GatewayFixture start(Path storage, Duration heartbeat) throws Exception {
        return start(TestBroker.shared().connection(), storage, heartbeat);
    }

    static GatewayFixture start(KafkaConnection kafka, Path storage, Duration heartbeat)
            throws Exception {
        TestTopics.ensureAll(kafka);
        TestDatabase empty = TestDatabase.fresh();
        var config = DatabaseConfig.of(empty.jdbcUrl(), empty.user(), empty.password());
        Gateway gateway =
                Gateway.start(
                        new GatewayConfig(
                                kafka,
                                config,
                                storage,
                                new StreamSettings(
                                        Duration.ofSeconds(2), heartbeat, Duration.ofMillis(20)),
                                ClientSettings.USUAL,
                                Clock.systemUTC()));
        if (!gateway.awaitReadIn(SOON)) {
            throw new IllegalStateException("the topics are not read in after " + SOON);
        }
        return new GatewayFixture(
                new KafkaProducer<>(ClientProperties.producer(kafka, "gateway-test")),
                Database.open(config),
                gateway,
                HttpServer.start(HttpConfig.onLoopback(0), List.of(gateway.routes())));
    }

    String tokenFor(String user, TenantId tenant) throws SQLException {
        execute(
                "insert into users values (?, 'x', ?, 'member', now()) on conflict do nothing",
                user,
                tenant.value());
        return new Sessions(database.dataSource(), Clock.systemUTC())
                .open(new Caller(user, tenant, Role.MEMBER));
    }

    void execute(String sql, @Nullable Object... parameters) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    /// The row that ingest writes, and nothing on any topic.
    BatchDefinition created(String name) throws SQLException, IOException {
        var definition =
                new BatchDefinition(
                        BatchId.random(),
                        TENANT,
                        "ann",
                        "answer-sheets",
                        name,
                        null,
                        Priority.NORMAL,
                        new BatchLimits(OptionalInt.empty(), Duration.ofSeconds(60), 3, 100),
                        StartMode.AUTO,
                        mapper.createObjectNode(),
                        new Labels(Map.of(ProgressStage.EXTRACTING, "Reading the ZIP"), "sheets"),
                        Instant.now().truncatedTo(ChronoUnit.MICROS));
        execute(
                """
                insert into batches (batch_id, tenant, owner, workload, name, definition, requested_status,
                                     requested_at, created_at)
                values (?, ?, ?, ?, ?, ?::jsonb, 'pending', now(), ?::timestamptz)
                """,
                definition.batchId().value(),
                TENANT.value(),
                "ann",
                definition.workload(),
                name,
                mapper.writeValueAsString(definition),
                definition.createdAt().toString());
        return definition;
    }

    void requested(BatchId batch, BatchStatus status) throws SQLException {
        execute(
                "update batches set requested_status = ?, requested_at = now() where batch_id = ?",
                status.wireId(),
                batch.value());
    }

    /// Writes a progress event and returns its position.
    long progress(BatchId batch, ProgressStage stage, double percent) {
        var progress =
                new Progress(
                        batch,
                        1,
                        stage,
                        stage.wireId(),
                        "Progress: %.0f/100 sheets".formatted(percent),
                        percent,
                        stage == ProgressStage.FAILED || stage == ProgressStage.CANCELLED
                                ? 0
                                : stage.batchPercentage(percent),
                        100,
                        (long) percent,
                        0,
                        4,
                        1.5,
                        0.5,
                        null,
                        12,
                        false,
                        null,
                        Instant.now());
        return write(Topics.PROGRESS, progress.key(), progress);
    }

    void folded(BatchDefinition definition, BatchStatus status, Stage stage, Counts counts) {
        folded(definition, status, stage, counts, null);
    }

    void folded(
            BatchDefinition definition,
            BatchStatus status,
            Stage stage,
            Counts counts,
            @Nullable List<Integer> interrupted) {
        write(
                Topics.BATCHES,
                definition.batchId(),
                new Batch(
                        definition,
                        status,
                        stage,
                        1,
                        0,
                        counts,
                        Arrays.stream(Stage.values()).map(StageRow::waiting).toList(),
                        null,
                        null,
                        interrupted,
                        null,
                        new Batch.BatchTimes(Instant.now(), null, Instant.now())));
    }

    <K, V> long write(Topic<K, V> topic, K key, V value) {
        try {
            return producer.send(topic.write(key, value, "test", Instant.now())).get().offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the record was not taken", e);
        }
    }

    /// A worker that said farewell.
    void gone(WorkerId worker) throws Exception {
        producer.send(Topics.WORKERS.tombstone(worker, Instant.now())).get();
    }

    /// Bytes that nobody can read, where a progress event should be.
    void garbage(BatchId batch) throws Exception {
        var key = ProgressKey.of(batch, ProgressStage.EXTRACTING);
        producer.send(
                        new ProducerRecord<>(
                                Topics.PROGRESS.name(),
                                Topics.PROGRESS.partition(key),
                                Topics.PROGRESS.keys().encode(key),
                                new byte[] {'{', 7}))
                .get();
    }

    void item(
            BatchId batch, int index, String state, @Nullable String result, @Nullable String cause)
            throws Exception {
        execute(
                """
                insert into items (batch_id, item_index, job_id, name, state, stage, generation, run, attempt,
                                   result, error_cause, error_message, updated_at)
                values (?, ?, ?, ?, ?, 'processing_sheets', 1, 1, 1, ?::json, ?, 'why', now())
                """,
                batch.value(),
                index,
                JobId.of(batch, index).value(),
                "scan-%d.jpg".formatted(index),
                state,
                result,
                cause);
    }

    void statusIs(BatchDefinition batch, String status) {
        await().atMost(SOON)
                .until(() ->
                        json("/api/batches/%s/status".formatted(batch.batchId()))
                                .get("status")
                                .asText()
                                .equals(status));
    }

    JsonNode json(String path) throws Exception {
        return jsonAs(token, path);
    }

    JsonNode jsonAs(String anyToken, String path) throws Exception {
        HttpResponse<String> answer = getAs(anyToken, path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return mapper.readTree(answer.body());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return http.send(request(path, token, headers), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> getAs(String anyToken, String path) throws Exception {
        return http.send(request(path, anyToken), HttpResponse.BodyHandlers.ofString());
    }

    /// Opens a stream; the answer's head is there when this returns.
    StreamReader stream(BatchId batch, String query, String... headers) throws Exception {
        return StreamReader.of(
                http.send(
                        request("/api/batches/%s/stream%s".formatted(batch, query), token, headers),
                        HttpResponse.BodyHandlers.ofInputStream()));
    }

    /// A client with a small buffer that asks for a stream and then reads nothing.
    Socket stalledStream(BatchId batch) throws Exception {
        var socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        String request =
                """
                GET /api/batches/%s/stream HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                \r
                """
                        .formatted(batch, token);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        if (in.read() != 'H') {
            throw new IllegalStateException("that is no HTTP answer");
        }
        return socket;
    }

    HttpRequest request(String path, String bearer, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port(), path)))
                        .timeout(SOON);
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    HttpClient http() {
        return http;
    }

    String token() {
        return token;
    }

    int port() {
        return server.port();
    }

    HttpServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        gateway.close();
        producer.close();
        database.close();
        http.close();
    }
}
