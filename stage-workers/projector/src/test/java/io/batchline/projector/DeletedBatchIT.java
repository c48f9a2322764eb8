package io.batchline.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is kept of a batch goes with it, and does not come back.
final class DeletedBatchIT {
    private static final TestDatabase SERVER = TestDatabase.fresh();
    private static final List<String> TABLES =
            List.of("items", "item_data", "review_fields", "batch_states", "loads", "results");

    private final Database database = open();
    private final Projector projector =
            new Projector(
                    database.dataSource(),
                    (_, error) -> {
                        throw new AssertionError(error);
                    });
    private final BatchId batch = BatchId.random();
    private final BatchId other = BatchId.random();

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

    @Test
    void the_word_that_a_batch_is_gone_removes_every_row_of_it_and_of_no_other() throws Exception {
        // given
        keep(batch);
        keep(other);

        // when
        projector.apply(List.of(gone(batch)));

        // then
        for (String table : TABLES) {
            assertThat(rows(table, batch)).as(table).isZero();
            assertThat(rows(table, other)).as(table).isPositive();
        }
    }

    @Test
    void what_is_read_late_or_again_does_not_bring_it_back() throws Exception {
        // given
        var late = new History(batch, 0);
        execute(
                "insert into deleted_batches (batch_id, tenant, deleted_by, deleted_at) values ('%s', 'default', 'admin', now())"
                        .formatted(batch));

        // when
        projector.apply(List.of(gone(batch), record(Topics.ITEMS, batch, late.found(0))));
        projector.apply(
                List.of(
                        record(Topics.ITEMS, batch, late.found(0)),
                        record(
                                Topics.ITEM_EVENTS,
                                batch,
                                late.succeeded(
                                        late.run(Stage.PROCESS, 2, 1), History.row("x"), 1))));

        // then
        for (String table : TABLES) {
            assertThat(rows(table, batch)).as(table).isZero();
        }
    }

    private void keep(BatchId id) throws SQLException {
        var item = new History(id, 0);
        projector.apply(
                List.of(
                        record(Topics.ITEMS, id, item.found(0)),
                        record(
                                Topics.ITEM_EVENTS,
                                id,
                                item.succeeded(
                                        item.run(Stage.PROCESS, 2, 1), History.row("x"), 1))));
        execute(
                """
                insert into batch_states (batch_id, generation, status, counts, updated_at)
                values ('%1$s', 1, 'completed', '{}', now());
                insert into review_fields (batch_id, item_index, place, job_id, generation, run, field,
                                           value, confidence, reason, choices)
                values ('%1$s', 0, 0, '%1$s.000000', 1, 2, 'q1', 'A', 0.5, 'faint', '[]');
                insert into loads (batch_id, generation, run, rows, loaded_at) values ('%1$s', 1, 1, 1, now());
                insert into results (batch_id, row_number, job_id, file, fields)
                values ('%1$s', 1, '%1$s.000000', 'a.jpg', '{}');
                """
                        .formatted(id));
    }

    private static ConsumerRecord<byte[], byte[]> gone(BatchId id) {
        return bytes(Topics.BATCHES.name(), id, null);
    }

    private static <V> ConsumerRecord<byte[], byte[]> record(
            Topic<BatchId, V> topic, BatchId id, V value) {
        return bytes(topic.name(), id, topic.values().encode(value));
    }

    private static ConsumerRecord<byte[], byte[]> bytes(
            String topic, BatchId id, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                topic, 0, 0, id.value().getBytes(StandardCharsets.UTF_8), value);
    }

    private long rows(String table, BatchId id) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                "select count(*) from %s where batch_id = '%s'"
                                        .formatted(table, id))) {
            found.next();
            return found.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
