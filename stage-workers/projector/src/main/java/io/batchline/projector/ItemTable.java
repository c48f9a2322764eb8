package io.batchline.projector;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.stage.Stage;
import io.batchline.projector.ItemRow.Failure;
import io.batchline.projector.ItemRow.Life;
import io.batchline.projector.ItemRow.Phase;
import io.batchline.projector.ItemRow.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The statements on `items`, each for many rows at once.
final class ItemTable {
    private static final String READ =
            """
            select i.batch_id, i.item_index, i.job_id, i.name, i.state, i.stage, i.generation, i.run,
                i.attempt, i.group_key, i.phase, i.phases, i.phase_message, i.error_cause,
                i.error_message, i.result::text as result, i.result_blob, i.worker, i.started_at,
                i.finished_at, i.updated_at
            from unnest(?::text[], ?::integer[]) as wanted (batch_id, item_index)
            join items i using (batch_id, item_index)
            """;

    private static final String WRITE =
            """
            insert into items as old (batch_id, item_index, job_id, name, state, stage, generation,
                run, attempt, group_key, phase, phases, phase_message, error_cause, error_message,
                result, result_blob, worker, started_at, finished_at, updated_at)
            select batch_id, item_index, job_id, name, state, stage, generation, run, attempt,
                group_key, phase, phases, phase_message, error_cause, error_message, result::json,
                result_blob, worker, started_at, finished_at, updated_at
            from unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::integer[], ?::integer[], ?::integer[], ?::text[], ?::integer[], ?::integer[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                ?::timestamptz[], ?::timestamptz[])
                as new (batch_id, item_index, job_id, name, state, stage, generation, run, attempt,
                    group_key, phase, phases, phase_message, error_cause, error_message, result,
                    result_blob, worker, started_at, finished_at, updated_at)
            on conflict (batch_id, item_index) do update set
                name = excluded.name,
                state = excluded.state,
                stage = excluded.stage,
                generation = excluded.generation,
                run = excluded.run,
                attempt = excluded.attempt,
                group_key = excluded.group_key,
                phase = excluded.phase,
                phases = excluded.phases,
                phase_message = excluded.phase_message,
                error_cause = excluded.error_cause,
                error_message = excluded.error_message,
                result = excluded.result,
                result_blob = excluded.result_blob,
                worker = excluded.worker,
                started_at = excluded.started_at,
                finished_at = excluded.finished_at,
                updated_at = excluded.updated_at
            """;

    private static final String CANCEL =
            """
            update items set
                state = 'cancelled', finished_at = coalesce(finished_at, ?),
                phase = null, phases = null, phase_message = null, error_cause = null,
                error_message = null, updated_at = greatest(updated_at, ?)
            where batch_id = ? and generation <= ? and state in ('waiting', 'running', 'retrying')
            """;

    private static final String FORGET = "delete from items where batch_id = ? and generation <= ?";

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("text", row -> row.key().batchId().value()),
                    new Column("integer", row -> row.key().index()),
                    new Column("text", row -> row.jobId().value()),
                    new Column("text", ItemRow::name),
                    new Column("text", row -> row.state().column()),
                    new Column("text", row -> row.stage() == null ? null : row.stage().wireId()),
                    new Column("integer", ItemRow::generation),
                    new Column("integer", ItemRow::run),
                    new Column("integer", ItemRow::attempt),
                    new Column("text", ItemRow::group),
                    new Column("integer", row -> phase(row, Phase::phase)),
                    new Column("integer", row -> phase(row, Phase::phases)),
                    new Column("text", row -> phase(row, Phase::message)),
                    new Column("text", row -> failure(row, Failure::cause)),
                    new Column("text", row -> failure(row, Failure::message)),
                    new Column("text", row -> row.life().result()),
                    new Column("text", row -> row.life().resultBlob()),
                    new Column("text", row -> row.life().worker()),
                    new Column("text", row -> iso(row.life().startedAt())),
                    new Column("text", row -> iso(row.life().finishedAt())),
                    new Column("text", row -> iso(row.updatedAt())));

    /// A column as an array of all rows' values.
    private record Column(String type, Function<ItemRow, @Nullable Object> value) {}

    private static @Nullable Object phase(ItemRow row, Function<Phase, Object> part) {
        Phase phase = row.life().phase();
        return phase == null ? null : part.apply(phase);
    }

    private static @Nullable Object failure(ItemRow row, Function<Failure, Object> part) {
        Failure failure = row.life().failure();
        return failure == null ? null : part.apply(failure);
    }

    private static @Nullable String iso(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    Map<ItemRow.Key, ItemRow> read(Connection connection, Collection<ItemRow.Key> keys)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", keys.stream().map(key -> key.batchId().value()).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "integer", keys.stream().map(ItemRow.Key::index).toArray()));
            try (ResultSet found = statement.executeQuery()) {
                var rows = new HashMap<ItemRow.Key, ItemRow>();
                while (found.next()) {
                    ItemRow row = row(found);
                    rows.put(row.key(), row);
                }
                return rows;
            }
        }
    }

    void write(Connection connection, List<ItemRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            int parameter = 1;
            for (Column column : COLUMNS) {
                Object[] values = rows.stream().map(column.value()).toArray();
                statement.setArray(parameter, connection.createArrayOf(column.type(), values));
                parameter++;
            }
            statement.executeUpdate();
        }
    }

    /// The batch ended before all its items were found, and so has none.
    void forget(Connection connection, Batch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setString(1, batch.definition().batchId().value());
            statement.setInt(2, batch.generation());
            statement.executeUpdate();
        }
    }

    void cancelUnfinished(Connection connection, Batch batch) throws SQLException {
        Instant ended = batch.times().completedAt();
        Instant at = ended == null ? batch.times().updatedAt() : ended;
        try (PreparedStatement statement = connection.prepareStatement(CANCEL)) {
            statement.setObject(1, BatchTable.utc(at));
            statement.setObject(2, BatchTable.utc(at));
            statement.setString(3, batch.definition().batchId().value());
            statement.setInt(4, batch.generation());
            statement.executeUpdate();
        }
    }

    private static ItemRow row(ResultSet found) throws SQLException {
        return new ItemRow(
                new ItemRow.Key(
                        new BatchId(found.getString("batch_id")), found.getInt("item_index")),
                new JobId(found.getString("job_id")),
                found.getString("name"),
                found.getInt("generation"),
                found.getInt("run"),
                found.getInt("attempt"),
                stage(found.getString("stage")),
                State.ofColumn(found.getString("state")),
                found.getString("group_key"),
                life(found),
                found.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static Life life(ResultSet found) throws SQLException {
        String cause = found.getString("error_cause");
        String phaseMessage = found.getString("phase_message");
        return new Life(
                found.getString("worker"),
                instant(found, "started_at"),
                instant(found, "finished_at"),
                phaseMessage == null
                        ? null
                        : new Phase(found.getInt("phase"), found.getInt("phases"), phaseMessage),
                cause == null ? null : new Failure(cause, found.getString("error_message")),
                found.getString("result"),
                found.getString("result_blob"));
    }

    private static @Nullable Instant instant(ResultSet found, String column) throws SQLException {
        var at = found.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable Stage stage(@Nullable String wireId) {
        return wireId == null
                ? null
                : Arrays.stream(Stage.values())
                        .filter(stage -> stage.wireId().equals(wireId))
                        .findFirst()
                        .orElseThrow();
    }
}
