package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// Deletes finished batches. The batch's row goes at once, and with it everything that anyone could
/// ask for; a mark stays, and the command by which the others remove what they keep.
public final class Deletions {
    private static final int AT_ONCE = 200;

    private static final String FINISHED =
            """
            select b.batch_id from batches b join batch_states s using (batch_id)
             where b.tenant = ? and s.completed_at < ? and b.requested_generation <= s.generation
               and s.status in ('completed', 'failed', 'cancelled')
             order by s.completed_at limit ? for update of b skip locked
            """;

    private final Transactions transactions;
    private final Clock clock;

    public Deletions(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    public DeletionOutcome delete(TenantId tenant, BatchId id, String by) throws SQLException {
        return transactions.run(connection -> {
            Optional<BatchRow> found = BatchRows.lock(connection, tenant, id);
            if (found.isEmpty()) {
                return new DeletionOutcome.Unknown();
            }
            return switch (DeletionDecision.of(found.get().status())) {
                case REFUSE -> new DeletionOutcome.NotOver(found.get().status());
                case DELETE -> {
                    delete(connection, tenant, id, by, clock.instant());
                    yield new DeletionOutcome.Deleted();
                }
            };
        });
    }

    /// Deletes the tenant's batches that ended before that; how many they were.
    public int deleteFinished(TenantId tenant, Instant before, String by) throws SQLException {
        int all = 0;
        int deleted;
        do {
            deleted =
                    transactions.run(connection -> {
                        List<String> some =
                                Sql.query(
                                        connection,
                                        FINISHED,
                                        row -> row.getString(1),
                                        tenant.value(),
                                        before,
                                        AT_ONCE);
                        for (String id : some) {
                            delete(connection, tenant, new BatchId(id), by, clock.instant());
                        }
                        return some.size();
                    });
            all += deleted;
        } while (deleted == AT_ONCE);
        return all;
    }

    private static void delete(
            Connection connection, TenantId tenant, BatchId id, String by, Instant now)
            throws SQLException {
        Sql.update(
                connection,
                "insert into deleted_batches (batch_id, tenant, deleted_by, deleted_at) values (?, ?, ?, ?)",
                id.value(),
                tenant.value(),
                by,
                now);
        Sql.update(
                connection,
                "delete from uploads where batch_id = ? and (state = 'complete' or discarded)",
                id.value());
        // Whose bytes are still there: the sweep of uploads removes these.
        UploadEnds.endOf(connection, id);
        Sql.update(connection, "delete from stream_tickets where batch_id = ?", id.value());
        Sql.update(connection, "delete from batches where batch_id = ?", id.value());
        OutgoingCommands.add(connection, new BatchCommand.Delete(id, by, now));
    }
}
