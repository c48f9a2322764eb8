package io.batchline.gateway;

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
import io.batchline.http.AllowedOrigins;
import io.batchline.http.HttpConfig;
import io.batchline.http.HttpServer;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Role;
import io.batchline.http.identity.Sessions;
import io.batchline.http.identity.Tickets;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import io.batchline.testkit.TestBroker;
import io.batchline.testkit.TestDatabase;
import io.batchline.testkit.TestTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A gateway on a real broker and an empty database, with what a test writes for it to read.
final class GatewayFixture extends GatewayClient {
    static final TenantId TENANT = new TenantId("north");

    /// What streams are like in tests unless they say otherwise.
    static final StreamSettings QUICK = StreamSettings.USUAL.withPace(Duration.ofMillis(20));

    private final JsonMapper mapper = Json.mapper();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Database database;
    private final GatewayConfig config;
    private final HttpConfig http;
    private Gateway gateway;
    private HttpServer server;

    private GatewayFixture(
            GatewayConfig config,
            HttpConfig http,
            KafkaProducer<byte[], byte[]> producer,
            Database database,
            Gateway gateway,
            HttpServer server,
            String token) {
        super(server.port(), token);
        this.config = config;
        this.http = http;
        this.producer = producer;
        this.database = database;
        this.gateway = gateway;
        this.server = server;
    }

    /// Ready when it returns.
    static GatewayFixture start(Path storage, Duration heartbeat) throws Exception {
        return start(TestBroker.shared().connection(), storage, heartbeat);
    }

    static GatewayFixture start(KafkaConnection kafka, Path storage, Duration heartbeat)
            throws Exception {
        return start(kafka, storage, QUICK.withHeartbeat(heartbeat));
    }

    static GatewayFixture start(KafkaConnection kafka, Path storage, StreamSettings streams)
            throws Exception {
        return start(kafka, storage, streams, AllowedOrigins.NONE);
    }

    /// @param pages of others that may call it
    static GatewayFixture start(
            KafkaConnection kafka, Path storage, StreamSettings streams, AllowedOrigins pages)
            throws Exception {
        TestTopics.ensureAll(kafka);
        TestDatabase empty = TestDatabase.fresh();
        var place = DatabaseConfig.of(empty.jdbcUrl(), empty.user(), empty.password());
        var config =
                new GatewayConfig(
                        kafka,
                        place,
                        storage,
                        streams,
                        ClientSettings.USUAL,
                        Optional.empty(),
                        Clock.systemUTC());
        HttpConfig http = HttpConfig.onLoopback(0).withOrigins(pages);
        Gateway gateway = readIn(config);
        Database database = Database.open(place);
        return new GatewayFixture(
                config,
                http,
                new KafkaProducer<>(ClientProperties.producer(kafka, "gateway-test")),
                database,
                gateway,
                HttpServer.start(http, List.of(gateway.routes())),
                tokenFor(database, "ann", TENANT));
    }

    private static Gateway readIn(GatewayConfig config) throws Exception {
        Gateway gateway = Gateway.start(config);
        if (!gateway.awaitReadIn(SOON)) {
            throw new IllegalStateException("the topics are not read in after " + SOON);
        }
        return gateway;
    }

    /// Stops it, and starts another one on its port, as an update does. What is written before
    /// `meanwhile` has ended is written while there is none.
    void restart(Runnable meanwhile) throws Exception {
        server.close();
        gateway.close();
        meanwhile.run();
        gateway = readIn(config);
        var again = HttpConfig.onLoopback(port()).withOrigins(http.origins());
        server = HttpServer.start(again, List.of(gateway.routes()));
    }

    String tokenFor(String user, TenantId tenant) throws SQLException {
        return tokenFor(database, user, tenant);
    }

    private static String tokenFor(Database database, String user, TenantId tenant)
            throws SQLException {
        execute(
                database,
                "insert into users values (?, 'x', ?, 'operator', now()) on conflict do nothing",
                user,
                tenant.value());
        return new Sessions(database.dataSource(), Clock.systemUTC())
                .open(new Caller(user, tenant, Role.OPERATOR));
    }

    /// One of the database's connections, to be given back.
    Connection connection() throws SQLException {
        return database.dataSource().getConnection();
    }

    /// A ticket of ann's, as ingest issues it.
    String ticket(BatchId batch) throws SQLException {
        return new Tickets(database.dataSource(), Clock.systemUTC())
                .issue(new Caller("ann", TENANT, Role.OPERATOR), batch);
    }

    void execute(String sql, @Nullable Object... parameters) throws SQLException {
        execute(database, sql, parameters);
    }

    private static void execute(Database database, String sql, @Nullable Object... parameters)
            throws SQLException {
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

    void folded(
            BatchDefinition definition, BatchStatus status, @Nullable Stage stage, Counts counts) {
        folded(definition, status, stage, counts, null);
    }

    void folded(
            BatchDefinition definition,
            BatchStatus status,
            @Nullable Stage stage,
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

    /// Deletes the newest value of a key.
    <K> void delete(Topic<K, ?> topic, K key) throws Exception {
        producer.send(topic.tombstone(key, "test", Instant.now())).get();
    }

    /// A worker that said farewell.
    void gone(WorkerId worker) throws Exception {
        producer.send(Topics.WORKERS.tombstone(worker, "test", Instant.now())).get();
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

    HttpServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        gateway.close();
        producer.close();
        database.close();
        super.close();
    }
}
