package io.batchline.ingest.batch;

import io.batchline.contract.id.BatchId;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/// What time makes useless: keys of old requests, marks of batches that were deleted long ago; and
/// the deleted batches whose files are still there.
public final class Leftovers {
    /// Records of a batch are on the topics for 30 days at most.
    static final Duration MARKS_KEPT = Duration.ofDays(40);

    private static final int AT_ONCE = 100;

    private final Transactions transactions;
    private final Clock clock;

    public Leftovers(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// Deleted batches that have files, those first that were deleted first.
    public List<BatchId> withFiles() throws SQLException {
        return transactions.run(connection ->
                Sql.query(
                        connection,
                        """
                        select batch_id from deleted_batches where files_deleted_at is null
                         order by deleted_at limit ?
                        """,
                        row -> new BatchId(row.getString(1)),
                        AT_ONCE));
    }

    public void filesAreGone(BatchId batch) throws SQLException {
        transactions.run(connection ->
                Sql.update(
                        connection,
                        "update deleted_batches set files_deleted_at = ? where batch_id = ?",
                        clock.instant(),
                        batch.value()));
    }

    /// Forgets what is too old to be of use.
    public void forgetOld() throws SQLException {
        transactions.run(connection ->
                IdempotencyKeys.forgetBefore(
                                connection, clock.instant().minus(IdempotencyKeys.KEPT))
                        + Sql.update(
                                connection,
                                """
                                delete from deleted_batches
                                 where deleted_at < ? and files_deleted_at is not null
                                """,
                                clock.instant().minus(MARKS_KEPT)));
    }
}
