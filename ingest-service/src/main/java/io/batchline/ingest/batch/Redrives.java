package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/// Retries of ended batches: each opens a generation.
public final class Redrives {
    /// After so long a retry that nothing came of may be asked for again. Two commands for one
    /// generation do no harm: only the first opens it.
    static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final Clock clock;

    public Redrives(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// Whether the scope has any failed or cancelled item.
    public boolean hasItems(BatchId id, RetryScope scope) throws SQLException {
        return transactions.run(connection ->
                switch (scope) {
                    case RetryScope.Everything() -> exists(connection, id, "true");
                    case RetryScope.Items(List<JobId> ids) ->
                            exists(
                                    connection,
                                    id,
                                    "job_id = any(?)",
                                    connection.createArrayOf(
                                            "text", ids.stream().map(JobId::value).toArray()));
                    case RetryScope.Cause(String cause) ->
                            exists(connection, id, "error_cause = ?", cause);
                });
    }

    /// Asks for the next generation of an ended batch; false when it has not ended, or was asked
    /// for that a moment ago.
    public boolean retry(BatchId id, RetryScope scope, String by) throws SQLException {
        Instant now = clock.instant();
        return transactions.run(connection -> {
            List<Integer> opened =
                    Sql.query(
                            connection,
                            """
                            update batches b
                               set requested_status = 'processing', requested_at = ?,
                                   requested_generation = s.generation + 1
                              from batch_states s
                             where b.batch_id = ? and s.batch_id = b.batch_id
                               and s.status in ('completed', 'failed', 'cancelled')
                               and b.source is not null and b.results_removed_at is null
                               and (b.requested_generation <= s.generation or b.requested_at < ?)
                            returning b.requested_generation
                            """,
                            row -> row.getInt(1),
                            now,
                            id.value(),
                            now.minus(ASK_AGAIN_AFTER));
            for (int generation : opened) {
                OutgoingCommands.add(connection, command(id, generation, scope, by, now));
            }
            return !opened.isEmpty();
        });
    }

    private static BatchCommand command(
            BatchId id, int generation, RetryScope scope, String by, Instant at) {
        List<JobId> items = scope instanceof RetryScope.Items(List<JobId> ids) ? ids : List.of();
        String cause = scope instanceof RetryScope.Cause(String only) ? only : null;
        return new BatchCommand.Retry(id, generation, items, cause, by, at);
    }

    private static boolean exists(
            Connection connection, BatchId id, String condition, Object... parameters)
            throws SQLException {
        var all = new Object[parameters.length + 1];
        all[0] = id.value();
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        return !Sql.query(
                        connection,
                        """
                        select 1 from items
                         where batch_id = ? and state in ('failed', 'cancelled') and %s limit 1
                        """
                                .formatted(condition),
                        _ -> 1,
                        all)
                .isEmpty();
    }
}
