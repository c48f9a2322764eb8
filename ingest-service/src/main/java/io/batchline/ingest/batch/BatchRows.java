package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.LastRequest;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.stage.Stage;
import io.batchline.database.Sql;
import io.batchline.http.Removal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `batches`, beside what the projector notes in `batch_states`.
final class BatchRows {
    private static final String FIND =
            """
            select b.definition, b.source, b.requested_status, b.requested_generation,
                   b.source_removed_at, b.source_kept_days, b.results_removed_at, b.results_kept_days,
                   s.generation, s.status, s.stage, s.counts, s.started_at, s.completed_at,
                   (select url from webhooks w where w.batch_id = b.batch_id) as webhook_url
              from batches b left join batch_states s using (batch_id)
             where b.batch_id = ? and b.tenant = ?
            """;
    private static final String INSERT =
            """
            insert into batches (batch_id, tenant, owner, workload, name, run_id, definition,
                                 source, requested_status, requested_at, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String CREATE =
            """
            with asked as (
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                     ?::jsonb[], ?::timestamptz[], ?::jsonb[])
                    as asked (batch_id, tenant, owner, workload, name, run_id, definition, created_at, command)
            ), created as (
                insert into batches (batch_id, tenant, owner, workload, name, run_id, definition,
                                     requested_status, requested_at, created_at)
                select batch_id, tenant, owner, workload, name, run_id, definition,
                       'pending', created_at, created_at
                  from asked
            )
            insert into outgoing_commands (batch_id, command, given_at)
            select batch_id, command, created_at from asked
            """;

    private BatchRows() {}

    static Optional<BatchRow> find(Connection connection, TenantId tenant, BatchId id)
            throws SQLException {
        return Sql.query(connection, FIND, BatchRows::read, id.value(), tenant.value()).stream()
                .findFirst();
    }

    /// The same, locked until the end of the transaction.
    static Optional<BatchRow> lock(Connection connection, TenantId tenant, BatchId id)
            throws SQLException {
        return Sql.query(
                        connection,
                        FIND + " for update of b",
                        BatchRows::read,
                        id.value(),
                        tenant.value())
                .stream()
                .findFirst();
    }

    static void insert(Connection connection, NewBatch batch) throws SQLException {
        BatchDefinition definition = batch.definition();
        Sql.update(
                connection,
                INSERT,
                definition.batchId().value(),
                definition.tenant().value(),
                definition.owner(),
                definition.workload(),
                definition.name(),
                definition.runId(),
                Stored.json(definition),
                batch.source() == null ? null : Stored.json(batch.source()),
                batch.status().wireId(),
                definition.createdAt(),
                definition.createdAt());
    }

    /// Batches that wait for their sources, each with its command.
    static void create(Connection connection, List<BatchDefinition> batches) throws SQLException {
        Sql.update(
                connection,
                CREATE,
                Sql.column(connection, "text", batches, each -> each.batchId().value()),
                Sql.column(connection, "text", batches, each -> each.tenant().value()),
                Sql.column(connection, "text", batches, BatchDefinition::owner),
                Sql.column(connection, "text", batches, BatchDefinition::workload),
                Sql.column(connection, "text", batches, BatchDefinition::name),
                Sql.column(connection, "text", batches, BatchDefinition::runId),
                Sql.column(connection, "jsonb", batches, Stored::json),
                Sql.column(connection, "timestamptz", batches, BatchDefinition::createdAt),
                Sql.column(
                        connection,
                        "jsonb",
                        batches,
                        each -> Stored.json(new BatchCommand.Create(each, each.createdAt()))));
    }

    private static BatchRow read(ResultSet row) throws SQLException {
        String source = row.getString("source");
        return new BatchRow(
                Stored.read(row.getString("definition"), BatchDefinition.class),
                source == null ? null : Stored.read(source, BatchSource.class),
                new LastRequest(
                        status(row.getString("requested_status")),
                        row.getInt("requested_generation")),
                row.getString("webhook_url"),
                new BatchRow.Removed(
                        removal(row, "source_removed_at", "source_kept_days"),
                        removal(row, "results_removed_at", "results_kept_days")),
                folded(row));
    }

    private static @Nullable Removal removal(ResultSet row, String at, String days)
            throws SQLException {
        Instant when = instant(row, at);
        return when == null ? null : new Removal(when, row.getInt(days));
    }

    private static BatchRow.@Nullable Folded folded(ResultSet row) throws SQLException {
        String status = row.getString("status");
        if (status == null) {
            return null;
        }
        return new BatchRow.Folded(
                row.getInt("generation"),
                status(status),
                stage(row.getString("stage")),
                Stored.read(row.getString("counts"), Counts.class),
                instant(row, "started_at"),
                instant(row, "completed_at"));
    }

    static BatchStatus status(String wireId) {
        return Arrays.stream(BatchStatus.values())
                .filter(status -> status.wireId().equals(wireId))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Stage stage(@Nullable String wireId) {
        return wireId == null
                ? null
                : Arrays.stream(Stage.values())
                        .filter(stage -> stage.wireId().equals(wireId))
                        .findFirst()
                        .orElseThrow();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
