package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.id.BatchId;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/// How uploads end that do not become a source. Their batch is pending again; their bytes are
/// removed by whoever looks at `toDiscard`, so that no crash leaves any behind.
public final class UploadEnds {
    /// A writer that takes everything itself has died with its process when it stands still for so
    /// long: a living one is cut off earlier, when its client stands still.
    private static final Duration DEAD_BEYOND_SILENCE = Duration.ofSeconds(10);

    /// How long it is known that an upload was there.
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final String TO_DISCARD =
            """
            not discarded
            and (state in ('expired', 'ended')
                 or state = 'joined' and exists (select 1 from uploads whole
                                                  where whole.upload_id = uploads.part_of
                                                    and whole.state = 'complete'))
            """;

    private final Transactions transactions;
    private final Clock clock;
    private final UploadLimits limits;

    public UploadEnds(DataSource database, Clock clock, UploadLimits limits) {
        this.transactions = new Transactions(database);
        this.clock = clock;
        this.limits = limits;
    }

    /// The writer that takes everything itself broke off.
    public void abort(Upload upload, UUID writer) throws SQLException {
        transactions.run(connection -> end(connection, upload, "ended", "writer = ?", writer));
    }

    /// The client wants it no more, whatever became of it. The source of a batch stays one.
    public void terminate(Upload upload) throws SQLException {
        transactions.run(
                connection -> end(connection, upload, "ended", "state in ('open', 'complete')"));
    }

    /// Ends those whose program has died before they were complete, and that can't be resumed.
    ///
    /// @return how many there were
    public int endDead() throws SQLException {
        Instant dead = clock.instant().minus(limits.silence()).minus(DEAD_BEYOND_SILENCE);
        return endEach("ended", "not resumable and state = 'open' and writer_seen_at < ?", dead)
                .size();
    }

    /// Ends those of which nothing came for long, nor of a part beside them.
    public List<Expired> expire() throws SQLException {
        Instant now = clock.instant();
        Instant abandoned = now.minus(UploadClaims.ABANDONED);
        return endEach(
                "expired",
                """
                state = 'open' and resumable and expires_at < ?
                and (writer is null or writer_seen_at < ?)
                and not exists (select 1 from uploads s
                                 where s.part_of = uploads.part_of and s.state = 'open'
                                   and (s.expires_at >= ? or s.writer_seen_at >= ?))
                """,
                now,
                abandoned,
                now,
                abandoned);
    }

    /// Uploads whose bytes may still be there, after their end or beside the source that was made
    /// of them.
    public List<UUID> toDiscard() throws SQLException {
        return transactions.run(connection ->
                UploadRows.select(connection, TO_DISCARD).stream().map(Upload::id).toList());
    }

    public void discarded(UUID upload) throws SQLException {
        transactions.run(connection ->
                Sql.update(
                        connection,
                        "update uploads set discarded = true where upload_id = ?",
                        upload));
    }

    /// Forgets those that ended long ago.
    public void forget() throws SQLException {
        transactions.run(connection ->
                Sql.update(
                        connection,
                        "delete from uploads where expires_at < ? and (discarded or state = 'complete')",
                        clock.instant().minus(REMEMBERED)));
    }

    /// Uploads whose bytes are still wanted.
    public Set<UUID> kept() throws SQLException {
        return transactions.run(connection ->
                Set.copyOf(
                        Sql.query(
                                connection,
                                "select upload_id from uploads where state in ('open', 'joined') and not discarded",
                                row -> row.getObject(1, UUID.class))));
    }

    /// An upload that has expired, and its batch.
    public record Expired(Upload upload, BatchDefinition batch) {}

    /// With a cancelled batch go its uploads.
    static void endOf(Connection connection, BatchId batch) throws SQLException {
        UploadRows.lockOf(connection, batch);
        Sql.update(
                connection,
                """
                update uploads set state = 'ended', writer = null, writer_seen_at = null
                 where batch_id = ? and state in ('open', 'joined')
                """,
                batch.value());
    }

    /// Whether the batch waits for this upload; nobody else changes that meanwhile.
    static boolean lockBatchOf(Connection connection, BatchId batch, UUID upload)
            throws SQLException {
        return !Sql.query(
                        connection,
                        "select 1 from batches where batch_id = ? and upload_id = ? for update",
                        _ -> 1,
                        batch.value(),
                        upload)
                .isEmpty();
    }

    private List<Expired> endEach(String state, String which, Object... parameters)
            throws SQLException {
        List<Upload> found =
                transactions.run(connection -> UploadRows.select(connection, which, parameters));
        var ended = new ArrayList<Expired>();
        for (Upload upload : found) {
            transactions.run(connection ->
                    end(connection, upload, state, which, parameters)
                            && ended.add(new Expired(upload, definition(connection, upload))));
        }
        return ended;
    }

    private boolean end(
            Connection connection, Upload upload, String state, String which, Object... parameters)
            throws SQLException {
        boolean isBatchs = lockBatchOf(connection, upload.batchId(), upload.source());
        UploadRows.lockOf(connection, upload.batchId());
        var all = new ArrayList<Object>(List.of(state, upload.id()));
        all.addAll(List.of(parameters));
        int ended =
                Sql.update(
                        connection,
                        "update uploads set state = ?, writer = null, writer_seen_at = null where upload_id = ? and ("
                                + which
                                + ")",
                        all.toArray());
        if (ended == 1 && upload.role() instanceof UploadRole.Joined) {
            UploadRows.endPartsOf(connection, List.of(upload.id()));
        }
        if (ended == 1 && isBatchs && !hasOpen(connection, upload.batchId())) {
            Instant now = clock.instant();
            Sql.update(
                    connection,
                    "update batches set requested_status = 'pending', requested_at = ?, upload_id = null where batch_id = ?",
                    now,
                    upload.batchId().value());
            OutgoingCommands.add(connection, new BatchCommand.UploadAborted(upload.batchId(), now));
        }
        return ended == 1;
    }

    /// Of parts others may still come.
    private static boolean hasOpen(Connection connection, BatchId batch) throws SQLException {
        return Sql.first(
                        connection,
                        "select 1 from uploads where batch_id = ? and state = 'open'",
                        _ -> 1,
                        batch.value())
                .isPresent();
    }

    private static BatchDefinition definition(Connection connection, Upload upload)
            throws SQLException {
        return Sql.query(
                        connection,
                        "select definition from batches where batch_id = ?",
                        row -> Stored.read(row.getString(1), BatchDefinition.class),
                        upload.batchId().value())
                .getFirst();
    }

    /// The definition of an upload's batch, whichever tenant's.
    public BatchDefinition batchOf(Upload upload) throws SQLException {
        return transactions.run(connection -> definition(connection, upload));
    }
}
