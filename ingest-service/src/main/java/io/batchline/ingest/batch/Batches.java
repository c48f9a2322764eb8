package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Batches as they were asked for. Each change happens only from the state that it is for, and
/// brings its command along; what it returns says whether it happened.
public final class Batches {
    private final Transactions transactions;
    private final Clock clock;

    public Batches(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// The batch; empty when there is none in that tenant.
    public Optional<BatchRow> find(TenantId tenant, BatchId id) throws SQLException {
        return transactions.run(connection -> BatchRows.find(connection, tenant, id));
    }

    /// Creates the batch, once per key.
    public Creation create(BatchDefinition definition, @Nullable IdempotencyKey key)
            throws SQLException {
        return transactions.run(connection -> {
            if (key != null && !claim(connection, definition, key)) {
                return firstAnswer(connection, definition.tenant(), key);
            }
            BatchRows.insert(connection, definition);
            OutgoingCommands.add(
                    connection, new BatchCommand.Create(definition, definition.createdAt()));
            return new Creation.Created(definition);
        });
    }

    /// Starts a pending batch that has its source.
    public boolean start(BatchId id) throws SQLException {
        Instant now = clock.instant();
        return transactions.run(connection -> {
            int changed =
                    Sql.update(
                            connection,
                            """
                            update batches set requested_status = 'processing', requested_at = ?
                             where batch_id = ? and requested_status = 'pending' and source is not null
                            """,
                            now,
                            id.value());
            return OutgoingCommands.addIf(changed, connection, new BatchCommand.Start(id, now));
        });
    }

    /// Cancels a batch, whatever it does; not one that is being cancelled.
    public boolean cancel(BatchId id, String by) throws SQLException {
        Instant now = clock.instant();
        return transactions.run(connection -> {
            int changed =
                    Sql.update(
                            connection,
                            """
                            update batches
                               set requested_status = 'cancelling', requested_at = ?, upload_id = null
                             where batch_id = ? and requested_status <> 'cancelling'
                            """,
                            now,
                            id.value());
            UploadEnds.endOf(connection, id);
            return OutgoingCommands.addIf(
                    changed, connection, new BatchCommand.Cancel(id, by, now));
        });
    }

    /// Waits for a request with the same key that is under way; false when that one has it.
    private static boolean claim(
            Connection connection, BatchDefinition definition, IdempotencyKey key)
            throws SQLException {
        return Sql.update(
                        connection,
                        """
                        insert into idempotency_keys (tenant, key, body_hash, batch_id, created_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        definition.tenant().value(),
                        key.key(),
                        key.bodyHash(),
                        definition.batchId().value(),
                        definition.createdAt())
                == 1;
    }

    private static Creation firstAnswer(Connection connection, TenantId tenant, IdempotencyKey key)
            throws SQLException {
        return Sql.query(
                        connection,
                        """
                        select k.body_hash, b.definition
                          from idempotency_keys k join batches b using (batch_id)
                         where k.tenant = ? and k.key = ?
                        """,
                        row ->
                                row.getString(1).equals(key.bodyHash())
                                        ? new Creation.Created(
                                                Stored.read(
                                                        row.getString(2), BatchDefinition.class))
                                        : new Creation.KeyTaken(),
                        tenant.value(),
                        key.key())
                .getFirst();
    }
}
