package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is asked and written where an upload begins, within one transaction.
final class BeginningUpload {
    private BeginningUpload() {}

    static Beginning begin(
            Connection connection, NewUpload upload, UploadLimits limits, Instant now)
            throws SQLException {
        lockUploadsOf(connection, upload.tenant());
        String status = lockBatch(connection, upload).orElse("missing");
        if (!status.equals("pending") && !status.equals("uploading")) {
            return new Beginning.NotPending();
        }
        UploadRows.lockOf(connection, upload.batchId());
        List<OpenUpload> others =
                UploadRows.openOf(
                        connection,
                        upload.batchId(),
                        now.minus(UploadClaims.ABANDONED),
                        limits.expiry());
        return switch (BeginningRules.decide(upload, others, limits.largest(), now)) {
            case BeginningDecision.Refuse(Beginning why) -> why;
            case BeginningDecision.Begin begin ->
                    begin(connection, upload, begin, status.equals("pending"), limits, now);
        };
    }

    private static Beginning begin(
            Connection connection,
            NewUpload upload,
            BeginningDecision.Begin decision,
            boolean isPending,
            UploadLimits limits,
            Instant now)
            throws SQLException {
        var taken = UploadRows.taken(connection, upload.tenant(), upload.batchId());
        if (taken.unfinished() + decision.kept() >= limits.unfinishedPerTenant()) {
            return new Beginning.TooMany(limits.unfinishedPerTenant());
        }
        long left = Math.max(0, limits.perTenant() - taken.bytes() - decision.keptBytes());
        if (upload.length().orElse(0) > left) {
            return new Beginning.TenantFull(limits.perTenant(), left);
        }
        if (isPending) {
            OutgoingCommands.add(connection, new BatchCommand.Uploading(upload.batchId(), now));
        }
        UploadRows.end(connection, decision.ending());
        Upload begun =
                UploadRows.insert(
                        connection, upload.of(decision.source()), now, now.plus(limits.expiry()));
        Sql.update(
                connection,
                "update batches set requested_status = 'uploading', requested_at = ?, upload_id = ? where batch_id = ?",
                now,
                decision.source(),
                upload.batchId().value());
        return new Beginning.Begun(begun, Math.min(left, limits.largest()), decision.opens());
    }

    /// Else two requests at once could each find room for itself.
    private static void lockUploadsOf(Connection connection, TenantId tenant) throws SQLException {
        Sql.query(
                connection,
                "select pg_advisory_xact_lock(hashtextextended('uploads ' || ?::text, 0))",
                _ -> true,
                tenant.value());
    }

    /// How the batch stands, which nobody else changes meanwhile.
    private static Optional<String> lockBatch(Connection connection, NewUpload upload)
            throws SQLException {
        return Sql.first(
                connection,
                """
                select case when exists (select 1 from given_items g
                                          where g.batch_id = batches.batch_id)
                            then 'given its items' else requested_status end
                  from batches where batch_id = ? for update
                """,
                row -> row.getString(1),
                upload.batchId().value());
    }
}
