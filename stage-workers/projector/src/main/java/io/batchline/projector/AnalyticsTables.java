package io.batchline.projector;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.Batch.BatchEnd;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.id.BatchId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The statements on `analytics_batches`, `analytics_stages` and `analytics_failures`: what stays
/// of a batch that has ended, in numbers. The same end again, or a later generation's, replaces
/// what was there; an earlier generation's changes nothing.
record AnalyticsTables(Text text) {
    private static final String WRITE =
            """
            insert into analytics_batches as old (fact_id, tenant, workload, generation, status, cause,
                ended_at, items, succeeded, failed, cancelled)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (fact_id) do update set
                generation = excluded.generation,
                status = excluded.status,
                cause = excluded.cause,
                ended_at = excluded.ended_at,
                items = excluded.items,
                succeeded = excluded.succeeded,
                failed = excluded.failed,
                cancelled = excluded.cancelled
            where old.generation <= excluded.generation
            """;

    private static final String CLEAR_STAGES = "delete from analytics_stages where fact_id = ?";

    private static final String WRITE_STAGE =
            """
            insert into analytics_stages (fact_id, tenant, stage, began_at, ended_at)
            values (?, ?, ?, ?, ?)
            """;

    private static final String CLEAR_FAILURES = "delete from analytics_failures where fact_id = ?";

    private static final String WRITE_FAILURES =
            """
            insert into analytics_failures (fact_id, tenant, cause, items)
            select a.fact_id, a.tenant, i.error_cause, count(*)
            from analytics_batches a join items i on i.batch_id = ?
            where a.fact_id = ? and i.state = 'failed' and i.error_cause is not null
            group by a.fact_id, a.tenant, i.error_cause
            """;

    /// Of a batch that has ended, with its items as they are now.
    void write(Connection connection, Batch batch) throws SQLException {
        BatchId id = batch.definition().batchId();
        byte[] fact = factId(id);
        if (writeBatch(connection, batch, fact)) {
            writeStages(connection, batch, fact);
            writeFailures(connection, id, fact);
        }
    }

    /// Items of these batches have ended later than their batch, as the read model hears of it.
    void refreshFailures(Connection connection, Collection<BatchId> ended) throws SQLException {
        for (BatchId id : ended) {
            writeFailures(connection, id, factId(id));
        }
    }

    private boolean writeBatch(Connection connection, Batch batch, byte[] fact)
            throws SQLException {
        Counts counts = batch.counts();
        Instant end = batch.times().completedAt();
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setBytes(1, fact);
            statement.setString(2, batch.definition().tenant().value());
            statement.setString(3, text.plain(batch.definition().workload()));
            statement.setInt(4, batch.generation());
            statement.setString(5, batch.status().wireId());
            statement.setString(6, cause(batch));
            statement.setObject(7, BatchTable.utc(end == null ? batch.times().updatedAt() : end));
            statement.setInt(8, counts.total());
            statement.setInt(9, counts.succeeded());
            statement.setInt(10, counts.failed());
            statement.setInt(11, counts.cancelled());
            return statement.executeUpdate() == 1;
        }
    }

    private @Nullable String cause(Batch batch) {
        BatchEnd reason = batch.reason();
        return reason == null || batch.status() != BatchStatus.FAILED
                ? null
                : text.plain(reason.cause());
    }

    private static void writeStages(Connection connection, Batch batch, byte[] fact)
            throws SQLException {
        clear(connection, CLEAR_STAGES, fact);
        try (PreparedStatement statement = connection.prepareStatement(WRITE_STAGE)) {
            for (StageRow row : batch.stages()) {
                Instant began = row.startedAt();
                Instant ended = row.finishedAt();
                if (row.state() != StageState.FINISHED || began == null || ended == null) {
                    continue;
                }
                statement.setBytes(1, fact);
                statement.setString(2, batch.definition().tenant().value());
                statement.setString(3, row.stage().wireId());
                statement.setObject(4, BatchTable.utc(began));
                // Clocks of two coordinators may differ.
                statement.setObject(5, BatchTable.utc(ended.isBefore(began) ? began : ended));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void writeFailures(Connection connection, BatchId batch, byte[] fact)
            throws SQLException {
        clear(connection, CLEAR_FAILURES, fact);
        try (PreparedStatement statement = connection.prepareStatement(WRITE_FAILURES)) {
            statement.setString(1, batch.value());
            statement.setBytes(2, fact);
            statement.executeUpdate();
        }
    }

    private static void clear(Connection connection, String sql, byte[] fact) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, fact);
            statement.executeUpdate();
        }
    }

    private static byte[] factId(BatchId batch) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(batch.value().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
