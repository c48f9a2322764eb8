package io.batchline.bench;

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
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Json;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.embedded.EmbeddedBroker;
import io.batchline.embedded.EmbeddedDatabase;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Role;
import io.batchline.http.identity.Sessions;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import io.batchline.kafka.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/// What a gateway reads, without whatever else makes it: a broker, a database with one user, and
/// batches that somebody writes about.
final class StreamBackground implements AutoCloseable {
    private static final TenantId TENANT = TenantId.DEFAULT;
    private static final String USER = "bench";

    private final EmbeddedBroker broker;
    private final EmbeddedDatabase server;
    private final Database database;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Path folder;

    private StreamBackground(
            EmbeddedBroker broker,
            EmbeddedDatabase server,
            Database database,
            KafkaProducer<byte[], byte[]> producer,
            Path folder) {
        this.broker = broker;
        this.server = server;
        this.database = database;
        this.producer = producer;
        this.folder = folder;
    }

    static StreamBackground start(Path folder)
            throws IOException, InterruptedException, SQLException {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
        EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("database"));
        var kafka = KafkaConnection.plain(broker.bootstrapServers());
        TopicSetup.ensure(kafka, Topics.all());
        Map<String, Object> properties = ClientProperties.producer(kafka, "bench");
        // As the coordinator writes.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        var background =
                new StreamBackground(
                        broker,
                        server,
                        Database.open(config(server)),
                        new KafkaProducer<>(properties),
                        folder);
        background.execute(
                "insert into users values (?, 'x', ?, 'operator', now())", USER, TENANT.value());
        return background;
    }

    private static DatabaseConfig config(EmbeddedDatabase server) {
        return DatabaseConfig.of(server.jdbcUrl(), server.user(), server.password());
    }

    Path folder() {
        return folder;
    }

    /// What a gateway is started with.
    Map<String, String> environment() {
        return Map.of(
                "BATCHLINE_KAFKA", broker.bootstrapServers(),
                "BATCHLINE_DATABASE_URL", server.jdbcUrl(),
                "BATCHLINE_DATABASE_USER", server.user(),
                "BATCHLINE_DATABASE_PASSWORD", server.password(),
                "BATCHLINE_STORAGE", folder.resolve("storage").toString(),
                "BATCHLINE_PORT", "0");
    }

    String token() throws SQLException {
        return new Sessions(database.dataSource(), Clock.systemUTC())
                .open(new Caller(USER, TENANT, Role.OPERATOR));
    }

    /// Batches that run, as the coordinator would say.
    List<BatchId> batches(int count) throws SQLException, IOException {
        var ids = new ArrayList<BatchId>();
        for (int i = 0; i < count; i++) {
            BatchDefinition definition = definition();
            execute(
                    """
                    insert into batches (batch_id, tenant, owner, workload, name, definition, requested_status,
                                         requested_at, created_at)
                    values (?, ?, ?, ?, 'bench', ?::jsonb, 'processing', now(), now())
                    """,
                    definition.batchId().value(),
                    TENANT.value(),
                    USER,
                    definition.workload(),
                    Json.mapper().writeValueAsString(definition));
            write(Topics.BATCHES, definition.batchId(), running(definition));
            ids.add(definition.batchId());
        }
        producer.flush();
        return ids;
    }

    private static BatchDefinition definition() {
        return new BatchDefinition(
                BatchId.random(),
                TENANT,
                USER,
                "web-pages",
                "bench",
                null,
                Priority.NORMAL,
                new BatchLimits(OptionalInt.empty(), Duration.ofSeconds(60), 3, 100),
                StartMode.AUTO,
                Json.mapper().createObjectNode(),
                new Labels(Map.of(), "pages"),
                Instant.now());
    }

    private static Batch running(BatchDefinition definition) {
        return new Batch(
                definition,
                BatchStatus.PROCESSING,
                Stage.PROCESS,
                1,
                0,
                Counts.NONE,
                Arrays.stream(Stage.values()).map(StageRow::waiting).toList(),
                null,
                null,
                null,
                null,
                new Batch.BatchTimes(Instant.now(), null, Instant.now()));
    }

    /// Deletes the batches, so that they are nobody's load any more.
    // As with every other record of the benchmark.
    @SuppressWarnings("FutureReturnValueIgnored")
    void end(List<BatchId> batches) {
        for (BatchId batch : batches) {
            producer.send(Topics.BATCHES.tombstone(batch, "bench", Instant.now()));
        }
        producer.flush();
    }

    /// Writes a progress event of a batch that runs.
    void progress(BatchId batch, String message) {
        var progress =
                new Progress(
                        batch,
                        1,
                        ProgressStage.PROCESSING,
                        "Processing",
                        message,
                        40,
                        50,
                        100_000,
                        40_000,
                        0,
                        4,
                        12.5,
                        10.5,
                        30.0,
                        1_200,
                        false,
                        null,
                        Instant.now());
        write(Topics.PROGRESS, progress.key(), progress);
    }

    void flush() {
        producer.flush();
    }

    // A record that is not taken shows as one that nobody receives.
    @SuppressWarnings("FutureReturnValueIgnored")
    private <K, V> void write(Topic<K, V> topic, K key, V value) {
        producer.send(topic.write(key, value, "bench", Instant.now()));
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws IOException {
        producer.close();
        database.close();
        server.close();
        broker.close();
    }
}
