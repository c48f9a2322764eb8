package io.batchline.projector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;

/// A read model and a batch of a test's own.
abstract class ReadModelFixture {
    private static final TestDatabase SERVER = TestDatabase.fresh();

    private final Database database = open();

    /// Why records were kept aside.
    final List<String> unreadable = new ArrayList<>();

    final Projector projector =
            new Projector(database.dataSource(), (_, error) -> unreadable.add(error.getMessage()));
    final BatchId batch = BatchId.random();
    private long offset;

    private static Database open() {
        try {
            return Database.open(
                    DatabaseConfig.of(SERVER.jdbcUrl(), SERVER.user(), SERVER.password()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database opened", e);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    byte[] key() {
        return batch.value().getBytes(StandardCharsets.UTF_8);
    }

    <V> ConsumerRecord<byte[], byte[]> record(Topic<BatchId, V> topic, V value) {
        return new ConsumerRecord<>(topic.name(), 0, offset++, key(), topic.values().encode(value));
    }

    ConsumerRecord<byte[], byte[]> record(Batch state) {
        return record(Topics.BATCHES, state);
    }

    Batch batchIs(BatchStatus status) {
        return batchIs(status, Stage.PROCESS);
    }

    Batch batchIs(BatchStatus status, Stage stage) {
        var definition =
                new BatchDefinition(
                        batch,
                        TenantId.DEFAULT,
                        "admin",
                        "answer-sheets",
                        "a test",
                        null,
                        Priority.NORMAL,
                        new BatchLimits(OptionalInt.empty(), Duration.ofMinutes(1), 3, 100),
                        StartMode.AUTO,
                        JsonNodeFactory.instance.objectNode(),
                        new Labels(Map.of(), "sheets"),
                        History.BEGIN);
        var times =
                new Batch.BatchTimes(
                        History.BEGIN,
                        status.isTerminal() ? History.at(50) : null,
                        status.isTerminal() ? History.at(50) : History.at(40));
        return new Batch(
                definition,
                status,
                stage,
                1,
                0,
                Counts.NONE,
                List.of(),
                null,
                null,
                null,
                null,
                times);
    }

    /// The rows of a query, `%s` in it for the batch's own.
    List<String> query(String sql) throws SQLException {
        return SERVER.query(sql.formatted("where batch_id = '%s'".formatted(batch)));
    }

    static void execute(String sql) throws SQLException {
        SERVER.execute(sql);
    }
}
