package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What is asked and written where an upload begins, within one transaction.
final class BeginningUpload {
    private BeginningUpload() {}

    static Beginning begin(
            Connection connection, NewUpload upload, UploadLimits limits, Instant now)
            throws SQLException {
        lockUploadsOf(connection, upload.tenant());
        var taken = UploadRows.taken(connection, upload.tenant(), upload.batchId());
        if (taken.unfinished() >= limits.unfinishedPerTenant()) {
            return new Beginning.TooMany(limits.unfinishedPerTenant());
        }
        long left = Math.max(0, limits.perTenant() - taken.bytes());
        if (upload.length().orElse(0) > left) {
            return new Beginning.TenantFull(limits.perTenant(), left);
        }
        Optional<Beginning> refused = makeRoom(connection, upload, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        Upload begun = UploadRows.insert(connection, upload, now, now.plus(limits.expiry()));
        Sql.update(
                connection,
                "update batches set requested_status = 'uploading', requested_at = ?, upload_id = ? where batch_id = ?",
                now,
                upload.id(),
                upload.batchId().value());
        return new Beginning.Begun(begun, Math.min(left, limits.largest()));
    }

    /// Else two requests at once could each find room for itself.
    private static void lockUploadsOf(Connection connection, TenantId tenant) throws SQLException {
        Sql.query(
                connection,
                "select pg_advisory_xact_lock(hashtextextended('uploads ' || ?::text, 0))",
                _ -> true,
                tenant.value());
    }

    /// Makes the batch one that waits for this upload, unless it can't be.
    private static Optional<Beginning> makeRoom(
            Connection connection, NewUpload upload, Instant now) throws SQLException {
        Optional<Standing> found = standing(connection, upload);
        if (found.isEmpty()) {
            return Optional.of(new Beginning.NotPending());
        }
        switch (found.get().status()) {
            case "pending" ->
                    OutgoingCommands.add(
                            connection, new BatchCommand.Uploading(upload.batchId(), now));
            case "uploading" -> {
                UUID other = found.get().upload().orElseThrow();
                if (UploadRows.isWritten(connection, other, now.minus(UploadClaims.ABANDONED))) {
                    return Optional.of(new Beginning.Busy());
                }
                Sql.update(
                        connection,
                        "update uploads set state = 'ended', writer = null, writer_seen_at = null where upload_id = ?",
                        other);
            }
            default -> {
                return Optional.of(new Beginning.NotPending());
            }
        }
        return Optional.empty();
    }

    private static Optional<Standing> standing(Connection connection, NewUpload upload)
            throws SQLException {
        return Sql.query(
                        connection,
                        """
                        select case when exists (select 1 from given_items g
                                                  where g.batch_id = batches.batch_id)
                                    then 'given its items' else requested_status end,
                               upload_id
                          from batches where batch_id = ? for update
                        """,
                        row ->
                                new Standing(
                                        row.getString(1),
                                        Optional.ofNullable(row.getObject(2, UUID.class))),
                        upload.batchId().value())
                .stream()
                .findFirst();
    }

    private record Standing(String status, Optional<UUID> upload) {}
}
