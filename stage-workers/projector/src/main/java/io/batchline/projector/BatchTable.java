package io.batchline.projector;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import io.batchline.database.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The statements on `batch_states`.
record BatchTable(Text text) {
    /// Two projectors that hold records of the same batch, as after a partition has moved, take
    /// turns; in one order, so that they never wait for each other.
    private static final String LOCK =
            """
            select pg_advisory_xact_lock(key)
            from (select hashtextextended(id, 0) as key from unnest(?::text[]) as id order by 1) keys
            """;

    private static final String CANCELLED =
            """
            select batch_id, coalesce(completed_at, updated_at), generation, stage from batch_states where batch_id = any(?::text[]) and status in ('cancelled', 'failed')
            """;

    private static final String WRITE =
            """
            insert into batch_states
                (batch_id, generation, status, stage, counts, started_at, completed_at, updated_at)
            select * from unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::jsonb[],
                ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
            on conflict (batch_id) do update set
                generation = excluded.generation,
                status = excluded.status,
                stage = excluded.stage,
                counts = excluded.counts,
                started_at = excluded.started_at,
                completed_at = excluded.completed_at,
                updated_at = excluded.updated_at
            where (batch_states.generation, batch_states.updated_at)
                <= (excluded.generation, excluded.updated_at)
            """;

    void lock(Connection connection, Collection<String> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            statement.execute();
        }
    }

    /// The cancelled and failed ones of these.
    Map<BatchId, EndedBatch> cancelled(Connection connection, Collection<String> ids)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CANCELLED)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                var cancelled = new HashMap<BatchId, EndedBatch>();
                while (rows.next()) {
                    cancelled.put(
                            new BatchId(rows.getString(1)),
                            new EndedBatch(
                                    rows.getObject(2, OffsetDateTime.class).toInstant(),
                                    rows.getInt(3),
                                    Stage.EXTRACT.wireId().equals(rows.getString(4))));
                }
                return cancelled;
            }
        }
    }

    /// @param batches each once
    void write(Connection connection, Collection<Batch> batches) throws SQLException {
        if (batches.isEmpty()) {
            return;
        }
        List<Batch> rows = List.copyOf(batches);
        Sql.update(
                connection,
                WRITE,
                Sql.column(connection, "text", rows, batch -> batch.definition().batchId().value()),
                Sql.column(connection, "integer", rows, Batch::generation),
                Sql.column(connection, "text", rows, batch -> batch.status().wireId()),
                Sql.column(
                        connection,
                        "text",
                        rows,
                        batch -> batch.stage() == null ? null : batch.stage().wireId()),
                Sql.column(connection, "jsonb", rows, batch -> text.json(batch.counts())),
                times(connection, rows, Batch.BatchTimes::startedAt),
                times(connection, rows, Batch.BatchTimes::completedAt),
                times(connection, rows, Batch.BatchTimes::updatedAt));
    }

    private static Array times(
            Connection connection,
            List<Batch> rows,
            Function<Batch.BatchTimes, @Nullable Instant> time)
            throws SQLException {
        return Sql.column(connection, "timestamptz", rows, batch -> utc(time.apply(batch.times())));
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : Micros.of(at).atOffset(ZoneOffset.UTC);
    }
}
