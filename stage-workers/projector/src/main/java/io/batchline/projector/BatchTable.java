package io.batchline.projector;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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
            values (?, ?, ?, ?, ?::jsonb, ?, ?, ?)
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

    void write(Connection connection, Batch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, batch.definition().batchId().value());
            statement.setInt(2, batch.generation());
            statement.setString(3, batch.status().wireId());
            statement.setString(4, batch.stage() == null ? null : batch.stage().wireId());
            statement.setString(5, text.json(batch.counts()));
            statement.setObject(6, utc(batch.times().startedAt()));
            statement.setObject(7, utc(batch.times().completedAt()));
            statement.setObject(8, utc(batch.times().updatedAt()));
            statement.executeUpdate();
        }
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : Micros.of(at).atOffset(ZoneOffset.UTC);
    }
}
