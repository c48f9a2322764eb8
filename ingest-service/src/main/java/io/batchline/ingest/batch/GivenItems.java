package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.source.GivenItem;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import io.batchline.ingest.batch.GivenItemRows.JobIdsTaken;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// Items that requests bring for a batch. Those of a batch that waits for its start are rows here,
/// and become its source when it starts.
public final class GivenItems {
    /// Items that a batch may be given.
    public static final int MOST = 100_000;

    /// Bytes that they may have together, as JSON: they are written at once, from memory.
    public static final long LARGEST = 32L << 20;

    private final Transactions transactions;
    private final Clock clock;

    public GivenItems(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// Stores items as a batch's source.
    @FunctionalInterface
    public interface Storing {
        BatchSource store(List<GivenItem> items) throws IOException;
    }

    /// Adds items behind those that the batch has: all of them, or none.
    public ItemsOutcome add(TenantId tenant, BatchId id, List<GivenItem> items)
            throws SQLException {
        try {
            return transactions.run(connection -> add(connection, tenant, id, items));
        } catch (JobIdsTaken taken) {
            return new ItemsOutcome.IdsTaken(taken.jobIds());
        }
    }

    /// Starts a pending batch that was given items; false where there are none, or it is not
    /// pending.
    ///
    /// @throws IOException when they can't be stored: the batch is pending still
    public boolean start(BatchId id, Storing storing) throws SQLException, IOException {
        Instant now = clock.instant();
        try {
            return transactions.run(connection -> start(connection, id, storing, now));
        } catch (Unstored unstored) {
            throw unstored.why();
        }
    }

    /// The items of the batch that have these ids of callers.
    public Map<String, JobId> named(BatchId id, List<String> jobIds) throws SQLException {
        return transactions
                .run(connection -> GivenItemRows.indexes(connection, id, jobIds))
                .entrySet()
                .stream()
                .collect(
                        Collectors.toMap(Map.Entry::getKey, each -> JobId.of(id, each.getValue())));
    }

    private static ItemsOutcome add(
            Connection connection, TenantId tenant, BatchId id, List<GivenItem> items)
            throws SQLException {
        Optional<Standing> found = lock(connection, id);
        if (found.isEmpty() || found.get().status() != BatchStatus.PENDING) {
            return new ItemsOutcome.NotPending(
                    found.map(Standing::status).orElse(BatchStatus.CANCELLED));
        }
        if (found.get().hasSource()) {
            return new ItemsOutcome.HasSource();
        }
        GivenItemRows.Waiting before = GivenItemRows.waiting(connection, id);
        int count = before.items() + items.size();
        long bytes = before.bytes() + size(items);
        if (count > MOST || bytes > LARGEST) {
            return new ItemsOutcome.TooMany(count, bytes);
        }
        GivenItemRows.add(connection, tenant, id, before.items(), items, true);
        return new ItemsOutcome.Added(count);
    }

    private static boolean start(Connection connection, BatchId id, Storing storing, Instant now)
            throws SQLException {
        Optional<Standing> found = lock(connection, id);
        if (found.isEmpty()
                || found.get().status() != BatchStatus.PENDING
                || found.get().hasSource()) {
            return false;
        }
        List<GivenItem> items = GivenItemRows.read(connection, id);
        if (items.isEmpty()) {
            return false;
        }
        BatchSource source;
        try {
            source = storing.store(items);
        } catch (IOException e) {
            throw new Unstored(e);
        }
        Sql.update(
                connection,
                """
                update batches set requested_status = 'processing', requested_at = ?, source = ?
                 where batch_id = ?
                """,
                now,
                Stored.json(source),
                id.value());
        GivenItemRows.started(connection, id);
        OutgoingCommands.add(connection, new BatchCommand.Uploaded(id, source, now));
        OutgoingCommands.add(connection, new BatchCommand.Start(id, now));
        return true;
    }

    static long size(List<GivenItem> items) {
        return items.stream().mapToLong(item -> Stored.json(item.data()).length()).sum();
    }

    /// Nothing is uploaded, started or added meanwhile.
    private static Optional<Standing> lock(Connection connection, BatchId id) throws SQLException {
        return Sql.query(
                        connection,
                        """
                        select requested_status, source is not null
                          from batches where batch_id = ? for update
                        """,
                        row -> new Standing(BatchRows.status(row.getString(1)), row.getBoolean(2)),
                        id.value())
                .stream()
                .findFirst();
    }

    private record Standing(BatchStatus status, boolean hasSource) {}

    /// Rolls back a start.
    private static final class Unstored extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException why;

        Unstored(IOException why) {
            super(why);
            this.why = why;
        }

        IOException why() {
            return why;
        }
    }

    /// Forgets what was given; the callers' own ids stay taken.
    public static void forgetData(Connection connection, BatchId batch) throws SQLException {
        GivenItemRows.started(connection, batch);
    }
}
