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
import io.batchline.ingest.upload.ResumableUploads;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What each method of tus does.
final class TusHandlers {
    private final Authenticator authenticator;
    private final Batches batches;
    private final ResumableUploads uploads;
    private final UploadLimits limits;
    private final Runnable onCommand;

    /// @param onCommand called when there is a command to send
    TusHandlers(
            Authenticator authenticator,
            Batches batches,
            ResumableUploads uploads,
            UploadLimits limits,
            Runnable onCommand) {
        this.authenticator = authenticator;
        this.batches = batches;
        this.uploads = uploads;
        this.limits = limits;
        this.onCommand = onCommand;
    }

    /// Bytes that an upload may have.
    long largest() {
        return limits.largest();
    }

    void create(Context ctx) throws IOException, SQLException, InterruptedException {
        if (ctx.header(TusHeaders.CONCAT) != null) {
            throw TusHeaders.bad(TusHeaders.CONCAT, "is not taken: parts can't be joined here");
        }
        OptionalLong length = TusHeaders.lengthOrDeferred(ctx);
        String header = Optional.ofNullable(ctx.header(TusHeaders.METADATA)).orElse("");
        UploadMetadata metadata = metadata(header);
        Chunk first = TusHeaders.firstChunk(ctx);
        boolean bringsBytes = first.size().orElse(1) > 0;
        if (bringsBytes) {
            TusHeaders.requireChunkType(ctx);
        }
        BatchDefinition batch = batch(ctx, metadata);
        Upload upload =
                TusAnswers.created(
                        uploads.create(batch, metadata.fileName(), header.strip(), length));
        onCommand.run();
        ctx.status(201).header("Location", "/api/uploads/" + upload.id());
        TusAnswers.expires(ctx, upload);
        if (bringsBytes || upload.isWhole()) {
            append(ctx, batch, upload, first);
        }
    }

    void head(Context ctx) throws SQLException {
        TusAnswers.standing(ctx, own(ctx));
    }

    void get(Context ctx) throws SQLException {
        Upload upload = own(ctx);
        TusAnswers.standing(ctx, upload);
        ctx.json(UploadView.of(upload));
    }

    void patch(Context ctx) throws IOException, SQLException, InterruptedException {
        Upload upload = own(ctx);
        TusHeaders.requireChunkType(ctx);
        Chunk chunk = TusHeaders.chunk(ctx);
        BatchDefinition batch =
                find(tenant(ctx), upload.batchId().value()).orElseThrow(() -> unknown(ctx));
        ctx.status(204);
        append(ctx, batch, upload, chunk);
    }

    void delete(Context ctx) throws SQLException {
        Upload upload = own(ctx);
        if (upload.state() == Upload.State.EXPIRED || upload.state() == Upload.State.ENDED) {
            throw Problem.of(TusProblems.GONE, "the upload had ended before");
        }
        uploads.terminate(upload);
        onCommand.run();
        ctx.status(204);
    }

    private void append(Context ctx, BatchDefinition batch, Upload upload, Chunk chunk)
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

    private static UploadMetadata metadata(String header) {
        try {
            return UploadMetadata.parse(header);
        } catch (IllegalArgumentException e) {
            throw TusHeaders.bad(TusHeaders.METADATA, "can't be read: " + e.getMessage());
        }
    }

    private BatchDefinition batch(Context ctx, UploadMetadata metadata) throws SQLException {
        String id =
                metadata.batchId()
                        .orElseThrow(() ->
                                Problem.invalid(
                                        TusHeaders.METADATA,
                                        "has no batch_id: an upload is the source of a batch"));
        return find(tenant(ctx), id)
                .orElseThrow(() -> Problem.notFound("there is no batch '%s'".formatted(id)));
    }

    private Optional<BatchDefinition> find(TenantId tenant, String id) throws SQLException {
        BatchId batch;
        try {
            batch = new BatchId(id);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return batches.find(tenant, batch).map(row -> row.definition());
    }

    /// @throws Problem 404 for one that is unknown or another tenant's
    private Upload own(Context ctx) throws SQLException {
        UUID id = id(ctx.pathParam("upload_id"));
        if (id == null) {
            throw unknown(ctx);
        }
        return uploads.find(tenant(ctx), id).orElseThrow(() -> unknown(ctx));
    }

    private TenantId tenant(Context ctx) {
        return authenticator.require(ctx).tenant();
    }

    private static Problem unknown(Context ctx) {
        return Problem.notFound("there is no upload '%s'".formatted(ctx.pathParam("upload_id")));
    }

    private static @Nullable UUID id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? id : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
