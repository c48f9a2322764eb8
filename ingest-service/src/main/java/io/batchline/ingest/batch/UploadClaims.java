package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/// Which upload a batch takes its source from: one at a time, over all programs. A claim must be
/// seen again and again; one that is not seen for a while has died with its process.
public final class UploadClaims {
    /// How long a claim lives without being renewed.
    public static final Duration LIFE = Duration.ofSeconds(15);

    private final Transactions transactions;
    private final Clock clock;

    public UploadClaims(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// Claims a pending batch for an upload; false when it is not pending (any more).
    public boolean begin(BatchId id, UUID upload) throws SQLException {
        Instant now = clock.instant();
        return transactions.run(connection -> {
            int changed =
                    Sql.update(
                            connection,
                            """
                            update batches
                               set requested_status = 'uploading', requested_at = ?,
                                   upload_id = ?, upload_seen_at = ?
                             where batch_id = ? and requested_status = 'pending'
                            """,
                            now,
                            upload,
                            now,
                            id.value());
            return OutgoingCommands.addIf(changed, connection, new BatchCommand.Uploading(id, now));
        });
    }

    /// These uploads are alive.
    ///
    /// @return those whose claim holds; the others' batches were cancelled meanwhile
    public Set<UUID> renew(Set<UUID> uploads) throws SQLException {
        return transactions.run(connection ->
                Set.copyOf(
                        Sql.query(
                                connection,
                                "update batches set upload_seen_at = ? where upload_id = any(?) returning upload_id",
                                row -> row.getObject(1, UUID.class),
                                clock.instant(),
                                connection.createArrayOf("uuid", uploads.toArray()))));
    }

    /// The upload is complete; false when its claim is gone.
    public boolean complete(BatchId id, UUID upload, BatchSource source, StartMode start)
            throws SQLException {
        Instant now = clock.instant();
        BatchStatus next =
                switch (start) {
                    case AUTO -> BatchStatus.PROCESSING;
                    case MANUAL -> BatchStatus.PENDING;
                };
        return transactions.run(connection -> {
            int changed =
                    Sql.update(
                            connection,
                            """
                            update batches
                               set requested_status = ?, requested_at = ?, source = ?,
                                   upload_id = null, upload_seen_at = null
                             where batch_id = ? and upload_id = ?
                            """,
                            next.wireId(),
                            now,
                            Stored.json(source),
                            id.value(),
                            upload);
            return OutgoingCommands.addIf(
                    changed, connection, new BatchCommand.Uploaded(id, source, now));
        });
    }

    /// The upload broke off: the batch is pending again.
    public void abort(BatchId id, UUID upload) throws SQLException {
        Instant now = clock.instant();
        transactions.run(connection -> {
            int changed = release(connection, id.value(), upload, now);
            return OutgoingCommands.addIf(
                    changed, connection, new BatchCommand.UploadAborted(id, now));
        });
    }

    /// Makes batches pending again whose upload has died.
    ///
    /// @return those batches
    public List<BatchId> abortDead() throws SQLException {
        Instant now = clock.instant();
        return transactions.run(connection -> {
            List<BatchId> dead =
                    Sql.query(
                            connection,
                            """
                            update batches
                               set requested_status = 'pending', requested_at = ?,
                                   upload_id = null, upload_seen_at = null
                             where upload_seen_at < ?
                            returning batch_id
                            """,
                            row -> new BatchId(row.getString(1)),
                            now,
                            now.minus(LIFE));
            for (BatchId id : dead) {
                OutgoingCommands.add(connection, new BatchCommand.UploadAborted(id, now));
            }
            return dead;
        });
    }

    private static int release(Connection connection, String batch, UUID upload, Instant now)
            throws SQLException {
        return Sql.update(
                connection,
                """
                update batches
                   set requested_status = 'pending', requested_at = ?,
                       upload_id = null, upload_seen_at = null
                 where batch_id = ? and upload_id = ?
                """,
                now,
                batch,
                upload);
    }
}
