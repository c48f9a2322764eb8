package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.database.GroupedWrites;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import io.batchline.ingest.batch.GivenItemRows.JobIdsTaken;
import io.batchline.ingest.webhook.Webhooks;
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
    private final GroupedWrites<BatchDefinition> plain;
    private final Clock clock;

    public Batches(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.plain = new GroupedWrites<>(database, BatchRows::create);
        this.clock = clock;
    }

    /// The batch; empty when there is none in that tenant.
    public Optional<BatchRow> find(TenantId tenant, BatchId id) throws SQLException {
        return transactions.run(connection -> BatchRows.find(connection, tenant, id));
    }

    /// Creates the batch, once per key.
    ///
    /// @param answer what the request is going to be answered, kept for who asks with the key again
    public Creation create(NewBatch batch, @Nullable IdempotencyKey key, String answer)
            throws SQLException {
        if (key == null && batch.isPlain()) {
            plain.write(batch.definition());
            return new Creation.Created();
        }
        try {
            return transactions.run(connection -> create(connection, batch, key, answer));
        } catch (JobIdsTaken taken) {
            return new Creation.IdsTaken(taken.jobIds());
        }
    }

    private static Creation create(
            Connection connection, NewBatch batch, @Nullable IdempotencyKey key, String answer)
            throws SQLException {
        BatchDefinition definition = batch.definition();
        BatchId id = definition.batchId();
        Instant now = definition.createdAt();
        if (key != null && !IdempotencyKeys.claim(connection, definition, key, answer)) {
            return IdempotencyKeys.first(connection, definition.tenant(), key);
        }
        BatchRows.insert(connection, batch);
        BatchSource source = batch.source();
        GivenItemRows.add(connection, definition.tenant(), id, 0, batch.items(), source == null);
        if (batch.webhookUrl() != null) {
            Webhooks.addFor(
                    connection,
                    definition.tenant(),
                    id,
                    batch.webhookUrl(),
                    definition.owner(),
                    now);
        }
        OutgoingCommands.add(connection, new BatchCommand.Create(definition, now));
        if (source != null) {
            OutgoingCommands.add(connection, new BatchCommand.Uploaded(id, source, now));
        }
        return new Creation.Created();
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
}
