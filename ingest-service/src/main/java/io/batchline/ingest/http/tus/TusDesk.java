package io.batchline.ingest.http.tus;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.http.ClientConnection;
import io.batchline.http.Problem;
import io.batchline.http.identity.Authenticator;
import io.batchline.ingest.batch.Batches;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadLimits;
import io.batchline.ingest.upload.Chunk;
import io.batchline.ingest.upload.ChunkOutcome;
import io.batchline.ingest.upload.Incoming;
import io.batchline.ingest.upload.JoinedUploads;
import io.batchline.ingest.upload.ResumableUploads;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/// What the methods of tus work with.
///
/// @param onCommand called when there is a command to send
public record TusDesk(
        Authenticator authenticator,
        Batches batches,
        ResumableUploads uploads,
        JoinedUploads joined,
        UploadLimits limits,
        Runnable onCommand) {

    TenantId tenant(Context ctx) {
        return authenticator.require(ctx).tenant();
    }

    /// The caller's batch.
    Optional<BatchDefinition> batch(Context ctx, String id) throws SQLException {
        BatchId batch;
        try {
            batch = new BatchId(id);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return batches.find(tenant(ctx), batch).map(row -> row.definition());
    }

    /// Takes the request's body, and answers.
    ///
    /// @throws Problem for whatever is not taken
    void append(Context ctx, BatchDefinition batch, Upload upload, Chunk chunk)
            throws IOException, SQLException, InterruptedException {
        ClientConnection connection = ClientConnection.of(ctx);
        try (var _ = connection.patient(limits.silence())) {
            ChunkOutcome outcome =
                    uploads.append(
                            batch,
                            upload,
                            chunk,
                            new Incoming(ctx::bodyInputStream, connection::cut));
            TusAnswers.chunk(ctx, outcome);
        } finally {
            onCommand.run();
        }
    }
}
