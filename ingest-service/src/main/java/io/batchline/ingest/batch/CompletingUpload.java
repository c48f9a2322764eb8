package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.StartMode;
import io.batchline.database.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/// What is written where an upload becomes the source of its batch, within one transaction.
final class CompletingUpload {
    private CompletingUpload() {}

    /// False, and nothing happened, when the claim is gone.
    ///
    /// @throws UncheckedIOException when the bytes could not be placed
    static boolean complete(
            Connection connection,
            Upload upload,
            UUID writer,
            BatchSource source,
            StartMode start,
            UploadClaims.Placing placing,
            Instant now)
            throws SQLException {
        if (!UploadEnds.lockBatchOf(connection, upload.batchId(), upload.source())) {
            return false;
        }
        int completed =
                Sql.update(
                        connection,
                        """
                        update uploads set state = 'complete', length = ?, received = ?,
                                           writer = null, writer_seen_at = null
                         where upload_id = ? and writer = ?
                        """,
                        source.size(),
                        source.size(),
                        upload.id(),
                        writer);
        if (completed == 0) {
            return false;
        }
        place(placing, source);
        BatchStatus next =
                switch (start) {
                    case AUTO -> BatchStatus.PROCESSING;
                    case MANUAL -> BatchStatus.PENDING;
                };
        int changed =
                Sql.update(
                        connection,
                        """
                        update batches
                           set requested_status = ?, requested_at = ?, source = ?, upload_id = null
                         where batch_id = ?
                        """,
                        next.wireId(),
                        now,
                        Stored.json(source),
                        upload.batchId().value());
        return OutgoingCommands.addIf(
                changed, connection, new BatchCommand.Uploaded(upload.batchId(), source, now));
    }

    private static void place(UploadClaims.Placing placing, BatchSource source) {
        try {
            placing.place(source.blob());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
